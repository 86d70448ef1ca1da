/**
 * 2013 beside now: rows of other figures, set against each other. Every number is carried over as its own figure has it, with the
 * reference to it. A change is worked out only where both sides were asked or counted in the same words.
 */

import type { Figure, FigureRow } from '../records.ts';
import { compare, simpleSampleSe } from './claims.ts';

/** How a number came to be known. */
export type Evidence = 'published' | 'survey' | 'posts' | 'registry' | 'accounts' | 'guidance';

/** One number of another figure, and what it is in words. */
export interface Known {
  readonly figure: string;
  readonly evidence: Evidence;
  readonly pick: (figure: Figure) => FigureRow | undefined;
  /** What was asked or counted, where the row has no question of its own. */
  readonly asked?: string;
  /** Now only: which of the numbers of 2013 it stands against; the first unless told. */
  readonly against?: number;
}

export interface ComparisonQuestion {
  /** The panel that asks it. */
  readonly id: string;
  readonly then: readonly Known[];
  readonly now: readonly Known[];
}

export type Definitions = 'same' | 'differ' | 'not recovered';

interface Found {
  readonly known: Known;
  readonly figure: Figure;
  readonly row: FigureRow;
}

/** The rows of one question: those of 2013, then those of now. None where the edition does not measure 2013. */
export function comparisonRows(
  { id, then, now }: ComparisonQuestion,
  figures: ReadonlyMap<string, Figure>,
): FigureRow[] {
  const before = findAll(then, figures);
  if (before.length === 0) return [];
  const since = findAll(now, figures);
  const gather = since.length > 0 ? '' : whatToGather(now, figures);
  return [
    ...before.map((found, index) => ({
      ...carried(found, `${id}.then.${index + 1}`, { chapter: id, side: 'then' }),
      definitions: '',
      change: '',
      changePoints: null,
      against: '',
      gather,
    })),
    ...since.map((found, index) => {
      const place = Math.min(found.known.against ?? 0, before.length - 1);
      return {
        ...carried(found, `${id}.now.${index + 1}`, { chapter: id, side: 'now' }),
        ...verdict(before[place], found),
        against: `${id}.then.${place + 1}`,
        gather: '',
      };
    }),
  ];
}

function findAll(known: readonly Known[], figures: ReadonlyMap<string, Figure>): Found[] {
  return known.flatMap((one) => {
    const figure = figures.get(one.figure);
    const row = figure && one.pick(figure);
    return figure && row ? [{ known: one, figure, row }] : [];
  });
}

/** The first sentence of the first figure that could fill the gap. */
function whatToGather(known: readonly Known[], figures: ReadonlyMap<string, Figure>): string {
  return known.flatMap(({ figure }) => figures.get(figure)?.notes.at(0) ?? []).at(0) ?? '';
}

/** A number as its figure has it, with its definition and the way back. */
function carried(
  { known, figure, row }: Found,
  id: string,
  place: { readonly chapter: string; readonly side: 'then' | 'now' },
): FigureRow {
  return {
    id,
    label: row.label,
    value: row.value,
    lower: row.lower,
    upper: row.upper,
    n: row.n,
    decision: row.decision,
    reason: row.reason,
    source: row.source,
    ...place,
    evidence: known.evidence,
    asked: askedOf(known, figure, row),
    base: baseOf(figure, row),
    date: dateOf(known, figure, row),
    unit: unitOf(figure, row),
    comparison: comparisonOf(row),
    text: row.value === null ? textOf(row, 'note') : textOf(row, 'text'),
    of: `${figure.id}/${row.id}`,
  };
}

/** Same words, same base and same unit, or no change is worked out. */
function verdict(
  then: Found,
  now: Found,
): {
  readonly definitions: Definitions;
  readonly change: string;
  readonly changePoints: number | null;
} {
  if (then.row.confidence === 'not recovered')
    return { definitions: 'not recovered', change: '', changePoints: null };
  if (!sameDefinition(then, now)) return { definitions: 'differ', change: '', changePoints: null };
  return { definitions: 'same', ...changeOf(then.row, now.row) };
}

/** What was counted, what was asked, of whom, in which unit: word for word. */
function sameDefinition(then: Found, now: Found): boolean {
  const definition = ({ known, figure, row }: Found) =>
    JSON.stringify([row.label, askedOf(known, figure, row), baseOf(figure, row), unitOf(figure, row)]);
  return definition(then) === definition(now);
}

/**
 * The change by the rules for claims: shares of two samples by their errors, counts of one list as they stand. A value that its
 * source gives as "over" can only be told to be higher.
 */
export function changeOf(
  then: FigureRow,
  now: FigureRow,
): { readonly change: string; readonly changePoints: number | null } {
  if (then.value === null || now.value === null) return { change: 'not shown', changePoints: null };
  if (unitOfRow(now) === 'count')
    return { change: countChange(then.value, now.value, now), changePoints: null };
  if (!isExact(then) || !isExact(now)) return { change: 'no clear difference', changePoints: null };
  const { wording, difference } = compare({
    estimateA: now.value / 100,
    seA: errorOf(now),
    estimateB: then.value / 100,
    seB: errorOf(then),
  });
  return { change: wording, changePoints: difference === null ? null : 100 * difference };
}

function countChange(then: number, now: number, row: FigureRow): string {
  const sign = comparisonOf(row);
  if (now >= then && sign === '>') return 'higher';
  if (now <= then && sign === '<') return 'lower';
  if (sign !== '=') return 'no clear difference';
  if (now === then) return 'the same';
  return now > then ? 'higher' : 'lower';
}

/** Of a share as a fraction: as the survey's replicates give it, else as for a simple random sample; null without n. */
function errorOf(row: FigureRow): number | null {
  if (typeof row.se === 'number') return row.se / 100;
  return row.value === null || row.n === null ? null : simpleSampleSe(row.value / 100, row.n);
}

const textOf = (row: FigureRow, dimension: string): string => String(row[dimension] ?? '');
const comparisonOf = (row: FigureRow): string => textOf(row, 'comparison') || '=';
const isExact = (row: FigureRow): boolean => comparisonOf(row) === '=';
const unitOfRow = (row: FigureRow): string => textOf(row, 'unit');

const unitOf = (figure: Figure, row: FigureRow): string => unitOfRow(row) || figure.unit;
const askedOf = (known: Known, figure: Figure, row: FigureRow): string =>
  known.asked ?? (textOf(row, 'question') || figure.question);
const baseOf = (figure: Figure, row: FigureRow): string => textOf(row, 'base') || figure.base;
/** A row's own date, else its source's; posts of several networks end on the last day of any of them. */
function dateOf({ evidence }: Known, { sources }: Figure, row: FigureRow): string {
  const own = textOf(row, 'date');
  if (own !== '') return own;
  const days = sources.filter(({ id }) => evidence === 'posts' || id === row.source).map(({ date }) => date);
  return days.toSorted().at(-1) ?? '';
}
