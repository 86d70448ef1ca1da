/**
 * Figures from surveys: shares with their intervals, by cycle and group, with NCHS' decision and the comparisons that a
 * sentence may rest on. Cycles are compared only where the question reads the same in both.
 */

import { SURVEYS, type SurveyDescriptor } from '../gather/surveys/descriptor.ts';
import type { FigureRow, FigureSource } from '../records.ts';
import { defineFigure, type FigureDefinition, type FigureDraft } from './figure.ts';
import { displayCount, displayPercent } from './rounding.ts';
import { ratio, standardError } from './statistics/survey.ts';
import { kornGraubard, logitInterval, publicationDecision } from './statistics/survey-intervals.ts';
import { againstNext, changesOf, type Estimate, type SurveyItem } from './survey-comparisons.ts';
import {
  addUp,
  surveySizes,
  surveySums,
  varianceOf,
  type SizeRow,
  type Summed,
  type SumRow,
} from './survey-sums.ts';

export interface SurveyFigure {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly items: readonly SurveyItem[];
  readonly notes: readonly string[];
  /** What one would see, to end the sentence "Gather HINTS ... to see". */
  readonly toSee: string;
}

/** Declares a figure of survey items; they all are measured in one way. */
export function defineSurveyFigure(figure: SurveyFigure): FigureDefinition {
  const { id, title, question, items, notes, toSee } = figure;
  return defineFigure<{ sums: SumRow; sizes: SizeRow }>({
    id,
    title,
    question,
    base: 'US adults',
    unit: 'percent',
    counts: 'survey',
    method: 'a. Weighted survey estimates with replicate weights',
    statistic:
      'weighted share with logit interval from jackknife replicates; NCHS publication decision; Holm over comparisons',
    inputs: ['hints'],
    whenEmpty: `Gather HINTS 6 or 7 (source hints, with the file from hints.cancer.gov) to see ${toSee}.`,
    queries: () => ({
      sums: surveySums([...new Set(items.flatMap(({ variables }) => variables))]),
      sizes: surveySizes(),
    }),
    derive: ({ sums, sizes }) => deriveSurvey(items, sums, sizes, notes),
  });
}

/** Item nonresponse above this share is printed with the figure. */
const NOTABLE_NONRESPONSE = 0.1;
const NOT_ASKED = '-1';

/** Rows, sources, notes and base of a figure of survey items. */
function deriveSurvey(
  items: readonly SurveyItem[],
  sums: readonly SumRow[],
  sizes: readonly SizeRow[],
  notes: readonly string[],
): FigureDraft {
  const surveys = SURVEYS.filter(({ id }) => sizes.some(({ survey }) => survey === id));
  if (!surveys.length) return { rows: [], sources: [] };
  const estimates = surveys.flatMap((survey) => items.flatMap((item) => estimatesOf(item, survey, sums)));
  const change = changesOf(estimates);
  const next = againstNext(estimates);
  return {
    rows: estimates.map((estimate) => ({
      ...toRow(estimate),
      ...(change.get(estimate) ?? { change: '', changePoints: null }),
      versusNext: next.get(estimate) ?? '',
    })),
    sources: surveys.map(toSource),
    notes: [...notes, ...nonresponseNotes(items, surveys, sums), ...wordingNotes(items, surveys)],
    base: surveys
      .map((survey) => {
        const size = sizes.find((row) => row.survey === survey.id)?.respondents ?? 0;
        return `${survey.base}, ${survey.cycle}: ${displayCount(size)} respondents`;
      })
      .join('; '),
  };
}

/** One item in one survey: for everyone, then for each drawn category of each group. */
function estimatesOf(item: SurveyItem, survey: SurveyDescriptor, sums: readonly SumRow[]): Estimate[] {
  const variable = item.variables.find((name) => name in survey.items);
  if (variable === undefined) return [];
  const own = sums.filter((row) => row.survey === survey.id && row.variable === variable);
  const within = (group: string, category: string, test: (row: SumRow) => boolean): Estimate[] => {
    const base = addUp(own.filter((row) => test(row) && item.base.includes(Number(row.answer))), survey.replicates.count); // prettier-ignore
    const yes = addUp(own.filter((row) => test(row) && item.yes.includes(Number(row.answer))), survey.replicates.count); // prettier-ignore
    return base.n > 0 ? [toEstimate({ item, survey, variable, group, category }, yes, base)] : [];
  };
  return [
    ...within('', '', (row) => row.grouping === ''),
    ...Object.entries(survey.groups).flatMap(([group, { variable: grouping, categories }]) =>
      categories
        .filter(({ drawn }) => drawn)
        .flatMap(({ id, codes }) =>
          within(group, id, (row) => row.grouping === grouping && codes.includes(Number(row.category))),
        ),
    ),
  ];
}

function toEstimate(
  place: Pick<Estimate, 'item' | 'survey' | 'variable' | 'group' | 'category'>,
  yes: Summed,
  base: Summed,
): Estimate {
  const share = ratio(yes.sums, base.sums);
  const { factors, df } = varianceOf(place.survey);
  const se = standardError({ factors }, share);
  const cell = { proportion: share.estimate, se, n: base.n, df };
  return { ...place, n: base.n, share, se, shown: publicationDecision(cell).decision === 'present' };
}

function toRow(estimate: Estimate): FigureRow {
  const { item, survey, group, category, n, share, se, shown } = estimate;
  const { df } = varianceOf(survey);
  const cell = { proportion: share.estimate, se, n, df };
  const { reason, flags } = publicationDecision(cell);
  const interval = logitInterval(cell) ?? kornGraubard(cell);
  const labels = survey.groups[group]?.categories.find(({ id }) => id === category);
  const flagged = flags.length > 0;
  return {
    id: [item.id, survey.cycle, ...(group === '' ? [] : [group, category])].join('.'),
    label: item.label,
    value: shown ? 100 * share.estimate : null,
    lower: shown ? 100 * interval.lower : null,
    upper: shown ? 100 * interval.upper : null,
    n: shown ? n : null,
    decision: shownAs(shown, flagged),
    reason: shown ? flags.map(flagWords).join('; ') : hiddenWords(reason),
    source: survey.id,
    item: item.id,
    question: item.question,
    base: item.of,
    wording: survey.items[estimate.variable].wording,
    cycle: survey.cycle,
    date: String(survey.cycle),
    group: group === '' ? 'all' : group,
    groupTitle: group === '' ? 'All' : survey.groups[group].title,
    category: category === '' ? 'all' : category,
    categoryLabel: labels?.label ?? 'All',
    se: shown ? 100 * se : null,
  };
}

function shownAs(shown: boolean, flagged: boolean): FigureRow['decision'] {
  if (!shown) return 'hidden';
  return flagged ? 'flagged' : 'shown';
}

function hiddenWords(reason: string): string {
  return /^n(_eff)?</.test(reason) ? 'too few respondents' : 'the interval is too wide';
}

function flagWords(flag: string): string {
  if (flag === 'complement_unreliable') return 'the share of the others is uncertain';
  return flag === 'review_df' ? 'few replicates' : 'nobody or everybody in the sample';
}

function toSource(survey: SurveyDescriptor): FigureSource {
  return {
    id: survey.id,
    title: survey.title,
    publisher: survey.publisher,
    url: survey.url,
    date: String(survey.cycle),
    note: 'weighted; intervals from the replicate weights of the release',
  };
}

/** Who was asked and gave no usable answer, where that is more than one in ten. */
function nonresponseNotes(
  items: readonly SurveyItem[],
  surveys: readonly SurveyDescriptor[],
  sums: readonly SumRow[],
): string[] {
  return surveys.flatMap((survey) =>
    items.flatMap((item) => {
      const asked = sums.filter(
        (row) =>
          row.survey === survey.id &&
          row.grouping === '' &&
          item.variables.includes(row.variable) &&
          row.answer !== NOT_ASKED,
      );
      const all = asked.reduce((sum, row) => sum + row.n, 0);
      const missing = asked.reduce((sum, row) => sum + (row.answer.startsWith('-') ? row.n : 0), 0);
      if (all === 0 || missing / all <= NOTABLE_NONRESPONSE) return [];
      return [
        `${item.label}, ${survey.cycle}: ${displayPercent(missing / all, all)} of those asked gave no usable answer.`,
      ];
    }),
  );
}

/** Which items may not be compared between cycles because their words differ. */
function wordingNotes(items: readonly SurveyItem[], surveys: readonly SurveyDescriptor[]): string[] {
  return items.flatMap((item) => {
    const wordings = surveys.flatMap((survey) => {
      const variable = item.variables.find((name) => name in survey.items);
      return variable === undefined ? [] : [survey.items[variable].wording];
    });
    return new Set(wordings).size > 1
      ? [`${item.label}: asked in other words in each cycle, so the cycles are not compared.`]
      : [];
  });
}
