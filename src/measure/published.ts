/**
 * Figures of the literature: one query for every series, and the way a published number becomes a row.
 * Values are carried over as they were printed; nothing is computed but an interval, and only where the
 * number of people asked is the number behind the value.
 */

import type { FigureRow, FigureSource } from '../records.ts';
import { defineFigure, type FigureDefinition, type Query } from './figure.ts';
import { wilson } from './statistics/wilson.ts';

export interface PublishedRow {
  readonly series: string;
  readonly rank: number;
  readonly label: string;
  readonly question: string;
  readonly subgroup: string;
  readonly place: string;
  readonly network: string | null;
  readonly date: string;
  readonly value: number | null;
  readonly unit: string;
  readonly comparison: string;
  readonly n: number | null;
  readonly base: string;
  readonly source: string;
  readonly confidence: string;
  readonly conflict: string;
  readonly note: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly year: number | null;
  readonly source_note: string;
}

export const SIMPLE_SAMPLE_NOTE =
  'Intervals are 95 % Wilson intervals as for a simple random sample; the design of the survey is not known, so they are the least that the uncertainty can be.';

/** What tells one published figure from another. */
interface PublishedFigureOptions {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  readonly base: string;
  readonly unit: 'percent' | 'count' | 'text';
  /** The series of the tidy CSV that it draws. */
  readonly series: readonly string[];
}

/** A figure that carries its series over as printed. */
export function definePublishedFigure({ series, ...figure }: PublishedFigureOptions): FigureDefinition {
  return defineFigure<{ published: PublishedRow }>({
    ...figure,
    counts: 'published',
    method: 'published figures, carried over as printed',
    statistic: 'the printed value',
    inputs: ['published-figures'],
    whenEmpty: `Gather published figures (a CSV with the series ${series.join(' and ')}) to draw this.`,
    queries: () => ({ published: publishedSeries(...series) }),
    derive: ({ published }) => ({
      rows: published.map((row) => publishedRow(row)),
      sources: publishedSources(published),
      notes: [...(figure.unit === 'percent' ? [SIMPLE_SAMPLE_NOTE] : []), ...conflictNotes(published)],
    }),
  });
}

/** One query for any number of series, in the order in which the literature lists them. */
export function publishedSeries(...series: readonly string[]): Query {
  return {
    sql: `SELECT f.series AS series, f.\`order\` AS rank, f.label AS label, f.question AS question, f.subgroup AS subgroup,
  f.place AS place, f.network AS network, f.date AS date, f.value AS value, f.unit AS unit, f.comparison AS comparison,
  f.n AS n, f.base AS base, f.source AS source, f.confidence AS confidence, f.conflict AS conflict, f.note AS note,
  s.title AS title, s.publisher AS publisher, s.url AS url, s.year AS year, s.note AS source_note
FROM published_figures AS f
LEFT JOIN published_sources AS s ON s.id = f.source
WHERE f.series IN {series:Array(String)}
ORDER BY f.series, rank`,
    params: { series },
  };
}

/** A row as it was printed, with the dimensions that the panels draw by. */
export function publishedRow(
  row: PublishedRow,
  more: Readonly<Record<string, string | number | null>> = {},
): FigureRow {
  const interval = standsOnAll(row) ? wilson(((row.value ?? 0) / 100) * (row.n ?? 0), row.n ?? 0) : null;
  return {
    id: rowId(row),
    label: row.label,
    value: row.value,
    lower: interval ? interval.lower * 100 : null,
    upper: interval ? interval.upper * 100 : null,
    n: row.n,
    decision: row.conflict === '' && row.confidence !== 'not recovered' ? 'shown' : 'flagged',
    reason: row.conflict === '' ? notRecovered(row) : `another page differs: ${row.conflict}`,
    source: row.source,
    question: row.question,
    subgroup: row.subgroup,
    place: row.place,
    network: row.network,
    date: row.date,
    unit: row.unit,
    comparison: row.comparison,
    base: row.base,
    confidence: row.confidence,
    note: row.note,
    ...more,
  };
}

/** Sources of the rows, once each, in the order in which they first appear. */
export function publishedSources(rows: readonly PublishedRow[]): FigureSource[] {
  const sources = new Map<string, FigureSource>();
  for (const row of rows) {
    if (sources.has(row.source)) continue;
    sources.set(row.source, {
      id: row.source,
      title: row.title,
      publisher: row.publisher,
      url: row.url,
      date: row.year ? String(row.year) : 'undated',
      note: row.source_note,
    });
  }
  return [...sources.values()];
}

/** One note for every value that another page prints otherwise. */
export function conflictNotes(rows: readonly PublishedRow[]): string[] {
  return rows
    .filter((row) => row.conflict !== '')
    .map((row) => `${row.label}: ${row.value ?? 'the value'} here; ${row.conflict}.`);
}

/** Lower-case words joined by hyphens, for ids and file names. */
export function slug(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}

/** The series and the rank name a row for good, whatever becomes of its label. */
function rowId(row: PublishedRow): string {
  return `${slug(row.label).slice(0, 60)}.${row.series}.${row.rank}`;
}

/** True where `n` counts exactly those whom the percentage speaks of. */
function standsOnAll(row: PublishedRow): boolean {
  return (
    row.unit === 'percent' &&
    row.value !== null &&
    row.n !== null &&
    row.subgroup === '' &&
    !row.base.includes(':')
  );
}

function notRecovered(row: PublishedRow): string {
  return row.confidence === 'not recovered' ? 'not recovered from any stored copy' : '';
}
