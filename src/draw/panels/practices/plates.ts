/** Which five practices stand on the plates: measured ones where posts were measured, else the advice that gives a number to hold to. */

import { EVIDENCE_GRADES } from '../../../measure/figures/practices-guidance.ts';
import type { FigureRow } from '../../../records.ts';
import { adviceFor } from './advice.ts';
import type { Figures } from '../../panel.ts';
import { numberOf, rowsOf, textOf } from '../../rows.ts';

export const EFFECTS = 'practices';
export const GUIDANCE = 'practices-guidance';
export const CASES = 'practices-2013';
export const EXPECTATIONS = 'practices-expectations';

const PLATES = 5;

export interface Plate {
  readonly figureId: string;
  readonly row: FigureRow;
  readonly title: string;
  /** What exactly to do. */
  readonly advice: string;
  readonly grade: string;
  /** The number to hold to or the size of the effect, and what it counts. */
  readonly numeral: string;
  readonly unit: string;
  readonly remark: string;
  /** Rate ratio with its interval, where posts were measured. */
  readonly effect: { readonly ratio: number; readonly lower: number; readonly upper: number } | null;
}

/** At most five. "Top five" is an upper bound: fewer that were measured stay fewer, and advice beside them is called advice. */
export function plates(figures: Figures): readonly Plate[] {
  const measured = effectPlates(figures);
  return measured.length > 0 ? measured : guidancePlates(figures);
}

/** What the guidance says, in the places that measurement left: with grades of its own, and never added to what was measured. */
export function adviceBeside(figures: Figures): readonly Plate[] {
  const measured = effectPlates(figures).length;
  return measured === 0 ? [] : guidancePlates(figures).slice(0, PLATES - measured);
}

/** Measured practices by their lower limit; a hidden or flagged one did not hold. */
function effectPlates(figures: Figures): readonly Plate[] {
  return rowsOf(figures, EFFECTS)
    .filter((row) => row.decision === 'shown' && row.value !== null && (row.lower ?? 0) > 1)
    .sort(
      (a, b) => (numberOf(a, 'rank') ?? 0) - (numberOf(b, 'rank') ?? 0) || (b.lower ?? 0) - (a.lower ?? 0),
    )
    .slice(0, PLATES)
    .map((row) => ({
      figureId: EFFECTS,
      row,
      title: row.label,
      advice: textOf(row, 'advice') || adviceFor(textOf(row, 'practice') || row.id),
      grade: textOf(row, 'grade'),
      numeral: `${(row.value ?? 0).toFixed(1)}×`,
      unit: 'the engagement of the same account’s other posts',
      remark: textOf(row, 'note'),
      effect: { ratio: row.value ?? 1, lower: row.lower ?? 1, upper: row.upper ?? 1 },
    }));
}

/**
 * One plate a grade: of the advice that gives a number to hold to, the one that most pages carry. While there are fewer
 * than five, the strongest of what is left comes in; the plates stand in the order of their grades.
 */
function guidancePlates(figures: Figures): readonly Plate[] {
  const numbered = rowsOf(figures, GUIDANCE)
    .filter((row) => /^\d/.test(textOf(row, 'threshold')))
    .map((row) => ({ row, rank: rankOf(row), pages: pagesOf(row) }))
    .sort((a, b) => a.rank - b.rank || b.pages - a.pages);
  const isFirst = (rank: number, index: number): boolean => numbered[index - 1]?.rank !== rank;
  const firsts = numbered.filter(({ rank }, index) => isFirst(rank, index));
  const others = numbered.filter(({ rank }, index) => !isFirst(rank, index));
  return [...firsts, ...others]
    .slice(0, PLATES)
    .sort((a, b) => a.rank - b.rank)
    .map(({ row }) => guidancePlate(row, textOf(row, 'grade')));
}

/** Place of a row's grade among the grades, strongest first; an unknown grade comes last. */
function rankOf(row: FigureRow): number {
  const rank = EVIDENCE_GRADES.findIndex((grade) => grade === textOf(row, 'grade'));
  return rank < 0 ? EVIDENCE_GRADES.length : rank;
}

function guidancePlate(row: FigureRow, grade: string): Plate {
  const [, numeral, unit] = /^([\d.]+(?: to \d+)?)\s*(.*)$/.exec(textOf(row, 'threshold')) ?? ['', '', ''];
  return {
    figureId: GUIDANCE,
    row,
    title: row.label,
    advice: textOf(row, 'advice'),
    grade,
    numeral,
    unit,
    remark: textOf(row, 'note'),
    effect: null,
  };
}

/** "read on 3 pages" */
function pagesOf(row: FigureRow): number {
  return Number(/\d+/.exec(textOf(row, 'confidence'))?.[0] ?? 0);
}

/** Practices that were measured and did not pass the rule: named, so that nobody tries them twice. */
export function notSupported(figures: Figures): readonly FigureRow[] {
  const shown = new Set(effectPlates(figures).map(({ row }) => row.id));
  return rowsOf(figures, EFFECTS).filter((row) => !shown.has(row.id));
}
