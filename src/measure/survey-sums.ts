/**
 * Weighted sums of survey answers, full sample and every replicate, made in the store.
 * Weights are added as decimals: the sum does not depend on the order in which threads bring the rows,
 * so that the same answers give the same last digit.
 */

import { SURVEYS, type SurveyDescriptor } from '../gather/surveys/descriptor.ts';
import type { Query } from './figure.ts';
import { jackknifeFactors, type Replicated } from './statistics/survey.ts';

/** One answer of one question in one category of one grouping; grouping '' is everyone. */
export interface SumRow {
  readonly survey: string;
  readonly variable: string;
  readonly answer: string;
  readonly grouping: string;
  readonly category: string;
  /** Respondents, unweighted. */
  readonly n: number;
  /** Sum of the full-sample weight, then of each replicate weight. */
  readonly sums: readonly number[];
}

export interface SizeRow {
  readonly survey: string;
  readonly respondents: number;
}

/** Sums for these questions, by every group of the descriptors. Missing answers are counted for everyone only. */
export function surveySums(variables: readonly string[]): Query {
  const groupings = SURVEYS.flatMap(({ groups }) => Object.values(groups).map(({ variable }) => variable));
  return {
    sql: `SELECT answers.survey AS survey, answers.variable AS variable, answers.answer AS answer,
  placed.1 AS grouping, placed.2 AS category, count() AS n,
  arrayMap(total -> toFloat64(total), sumForEach(respondents.decimals)) AS sums
FROM (
  SELECT survey, respondent, variable, answer FROM survey_answers
  WHERE survey IN {surveys:Array(String)} AND variable IN {variables:Array(String)}
) AS answers
INNER JOIN (
  SELECT weights.survey AS survey, weights.respondent AS respondent,
    arrayMap(each -> toDecimal64(each, 9), arrayPushFront(weights.replicates, weights.weight)) AS decimals,
    arrayPushFront(groups.places, ('', '')) AS places
  FROM (SELECT * FROM survey_weights WHERE survey IN {surveys:Array(String)}) AS weights
  LEFT JOIN (
    SELECT survey, respondent, groupArray((toString(variable), toString(answer))) AS places
    FROM survey_answers
    WHERE survey IN {surveys:Array(String)} AND variable IN {groupings:Array(String)}
    GROUP BY survey, respondent
  ) AS groups ON groups.survey = weights.survey AND groups.respondent = weights.respondent
) AS respondents ON respondents.survey = answers.survey AND respondents.respondent = answers.respondent
ARRAY JOIN respondents.places AS placed
WHERE placed.1 = '' OR NOT startsWith(answers.answer, '-')
GROUP BY survey, variable, answer, grouping, category
ORDER BY survey, variable, answer, grouping, category`,
    params: { surveys: SURVEYS.map(({ id }) => id), variables, groupings: [...new Set(groupings)] },
  };
}

/** How many respondents each survey in the store has. */
export function surveySizes(): Query {
  return {
    sql: `SELECT survey, count() AS respondents FROM survey_weights
WHERE survey IN {surveys:Array(String)} GROUP BY survey ORDER BY survey`,
    params: { surveys: SURVEYS.map(({ id }) => id) },
  };
}

/** A set of answers within one category, with its sums and its unweighted count. */
export interface Summed {
  readonly n: number;
  readonly sums: Replicated;
}

/** The variance of a survey: factor of each replicate, and degrees of freedom. */
export function varianceOf(descriptor: SurveyDescriptor): {
  readonly factors: readonly number[];
  readonly df: number;
} {
  const { count, factor } = descriptor.replicates;
  return { factors: jackknifeFactors(count, factor), df: descriptor.degrees_of_freedom };
}

/** Adds up the rows that a test lets through. */
export function addUp(rows: readonly SumRow[], replicates: number): Summed {
  const sums = new Float64Array(replicates + 1);
  let n = 0;
  for (const row of rows) {
    n += row.n;
    row.sums.forEach((value, index) => {
      sums[index] += value;
    });
  }
  return { n, sums: { estimate: sums[0], replicates: sums.subarray(1) } };
}
