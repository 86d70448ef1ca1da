/**
 * The contract of a figure: named queries to the store, then a pure function from their rows to figure rows.
 * The engine's SQL and the statistic are kept in the receipt, so that every number can be derived again.
 */

import type { Figure, FigureRow, FigureSource } from '../records.ts';
import type { Validation } from './validation.ts';

export interface Query {
  readonly sql: string;
  /** Bound by name as ClickHouse typed parameters: `{series:String}`. */
  readonly params?: Readonly<Record<string, unknown>>;
  /** Reads `current_facts`, `current_days` and `current_totals` alone, so that its answer may be kept as long as they stand. */
  readonly ofFacts?: true;
}

/** What a figure may know of the study: place, period and the day it is measured for. Never the clock. */
export interface FigureScope {
  readonly country: string;
  readonly state: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** The reporting day, `YYYY-MM-DD`: links checked more than 365 days before it are stale. */
  readonly asOf: string;
  /** The study's own labelled sample; that of the shipped model where it brings none. */
  readonly validation?: Validation;
}

export interface FigureDraft {
  readonly rows: readonly FigureRow[];
  readonly sources: readonly FigureSource[];
  readonly notes?: readonly string[];
  /** Replaces the definition's base where it depends on what was found (n of the survey, months covered). */
  readonly base?: string;
  /** Of persons: ids of rows whose counts add up to a sum that is printed; the gate hides what would be left over. */
  readonly sums?: readonly (readonly string[])[];
}

/** Of what the rows count. Figures of persons pass the small-cell gate before anything may draw them. */
export type Counted = 'published' | 'organisations' | 'persons' | 'posts' | 'survey';

export interface FigureDefinition<Results extends Record<string, object> = Record<string, object>> {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly base: string;
  readonly unit: 'percent' | 'count' | 'ratio' | 'text' | 'per-100000' | 'percent-per-month';
  readonly counts: Counted;
  /** Section of docs/methods.md that the figure follows. */
  readonly method: string;
  /** The statistic in words, for the receipt. */
  readonly statistic: string;
  /** Ids of the sources whose files the figure stands on; their hashes go into its receipt. */
  readonly inputs: readonly string[];
  /** One sentence that says what to gather when there is no data yet. */
  readonly whenEmpty: string;
  readonly queries: (scope: FigureScope) => { readonly [Name in keyof Results]: Query };
  /**
   * Ids of figures listed before this one whose rows it carries on. `derive` gets those that the edition measures, and the receipt
   * names them; each row says in `of` which `FIGURE/ROW` it is.
   */
  readonly from?: readonly string[];
  /** Pure: same rows in, same rows out. */
  readonly derive: (
    results: { readonly [Name in keyof Results]: readonly Results[Name][] },
    scope: FigureScope,
    measured?: readonly Figure[],
  ) => FigureDraft;
}

/** Declares a figure; the row types of its queries follow from `derive`. */
export function defineFigure<Results extends Record<string, object>>(
  figure: FigureDefinition<Results>,
): FigureDefinition {
  // The list in index.ts holds figures of many row types; each keeps its own within its file.
  return figure as unknown as FigureDefinition;
}
