/** What is looked at of a file: some of its records, whatever its form, turned into columns. */

import type { JsonObject } from '../posts/json-access.ts';

export const SAMPLE_RECORDS = 500;
/** The form of a file that holds one post a line and no columns. */
export const PROSE = 'one text a line';

/** A column or path with a sample of its values. */
export interface Column {
  readonly name: string;
  readonly values: readonly string[];
}

export interface Sample {
  readonly format: string;
  readonly columns: readonly Column[];
  readonly records: number;
  readonly path: string;
  readonly first: JsonObject;
  readonly headerless: boolean;
  /** Empty where quotes mean nothing. */
  readonly quote?: string;
}
