/** The surveys of the truth tables: what is expected of them, their weights and answers, masks and estimates. */

import {
  jackknifeFactors,
  proportion,
  type Mask,
  type Replicated,
  type SurveyDesign,
} from '../../src/measure/statistics/survey.ts';
import { readCsv, type CsvRow } from './read.ts';

export type Pair = readonly [number, number];

export interface Domain {
  readonly var: string;
  readonly codes: readonly number[];
}

export interface ExpectedProportion {
  readonly id: string;
  readonly variable: string;
  readonly numerator_codes: readonly number[];
  readonly denominator_codes: readonly number[];
  readonly domain: Domain | null;
  readonly n_denominator: number;
  readonly n_numerator: number;
  readonly weighted_denominator?: number;
  readonly weighted_numerator?: number;
  readonly weighted_numerator_se?: number;
  readonly proportion: number;
  readonly se: number;
  readonly ci_logit?: Pair;
  readonly ci_wald_t?: Pair;
  readonly n_eff?: number;
  readonly n_eff_capped?: number;
  readonly n_eff_df_adjusted?: number;
  readonly ci_korn_graubard?: Pair;
  readonly kg_abs_width?: number;
  readonly kg_rel_width?: number | null;
  readonly kg_rel_width_complement?: number | null;
  readonly nchs_decision?: string;
  readonly nchs_reason?: string;
  readonly nchs_flags?: readonly string[];
}

export interface ExpectedDifference {
  readonly id: string;
  readonly variable?: string;
  readonly numerator_codes?: readonly number[];
  readonly denominator_codes?: readonly number[];
  readonly domain_variable?: string;
  readonly group_a?: number;
  readonly group_b?: number;
  readonly difference: number;
  readonly se: number;
  readonly df: number;
  readonly t: number;
  readonly p_value: number;
  readonly ci: Pair;
  readonly wrong_independent_se?: number;
}

export interface SurveyTable {
  readonly design: {
    readonly data?: string;
    readonly weight: string;
    readonly replicates: number;
    readonly replicate_prefix: string;
    readonly scale: number;
    readonly df: number;
    readonly confidence: number;
    readonly missing_codes?: readonly number[];
  };
  readonly proportions: readonly ExpectedProportion[];
  readonly differences?: readonly ExpectedDifference[];
  readonly missing?: readonly {
    readonly variable: string;
    readonly unweighted_counts: Readonly<Record<string, number>>;
    readonly not_asked: number;
    readonly item_nonresponse: number;
  }[];
  readonly traps?: readonly {
    readonly id: string;
    readonly case: string;
    readonly wrong_se?: number;
    readonly wrong_proportion?: number;
  }[];
  readonly means?: Readonly<Record<string, { readonly mean: number; readonly se: number }>>;
  readonly difference_women_minus_men?: {
    readonly estimate: number;
    readonly se: number;
    readonly F: number;
    readonly p_value: number;
  };
}

export interface SurveyFile {
  readonly rows: readonly CsvRow[];
  readonly design: SurveyDesign;
  readonly missing: readonly number[];
  readonly code: (respondent: number, variable: string) => number | null;
}

export async function readSurveyOf(
  folder: string,
  file: string,
  { design }: SurveyTable,
): Promise<SurveyFile> {
  const rows = await readCsv(folder, file);
  const column = (name: string) => Float64Array.from(rows, (row) => Number(row[name]));
  return {
    rows,
    design: {
      respondents: rows.length,
      weights: column(design.weight),
      replicates: Array.from({ length: design.replicates }, (_, index) =>
        column(`${design.replicate_prefix}${index + 1}`),
      ),
      factors: jackknifeFactors(design.replicates, design.scale),
      df: design.df,
    },
    missing: design.missing_codes ?? [],
    code: (respondent, variable) => {
      const cell = rows[respondent][variable];
      return cell === '' ? null : Number(cell);
    },
  };
}

export function has(file: SurveyFile, variable: string, codes: readonly number[]): Mask {
  return (respondent) => {
    const code = file.code(respondent, variable);
    return code !== null && codes.includes(code);
  };
}

export function both(first: Mask, second: Mask): Mask {
  return (respondent) => first(respondent) && second(respondent);
}

export function baseOf(file: SurveyFile, expected: ExpectedProportion): Mask {
  const answered = has(file, expected.variable, expected.denominator_codes);
  const { domain } = expected;
  return domain ? both(answered, has(file, domain.var, domain.codes)) : answered;
}

export function estimateOf(file: SurveyFile, expected: ExpectedProportion): Replicated {
  const yes = has(file, expected.variable, expected.numerator_codes);
  return proportion(file.design, yes, baseOf(file, expected));
}
