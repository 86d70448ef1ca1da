/** The list of 2013 and its ladder as the picture needs them: networks in order, lines in time. */

import type { FigureRow, Network } from '../../../records.ts';
import { nameThenAndNow } from '../../networks.ts';
import { decimalYear } from '../../marks/time.ts';
import type { Figures } from '../../panel.ts';
import { numberOf, rowsOf, textOf } from '../../rows.ts';

export const LIST = 'hospitals-2013';
export const LADDER = 'hospitals-ladder';
export const SINCE = 'hospitals-since';
export const NOW = 'hospitals-now';
export const SYSTEMS = 'systems-accounts';

export interface NetworkCount {
  readonly network: Network;
  readonly label: string;
  readonly count: number;
  /** Fraction of the hospitals on the list. */
  readonly share: number;
  readonly row: FigureRow;
}

export interface HospitalList {
  /** Hospitals on the list. */
  readonly total: FigureRow & { readonly value: number };
  /** Counts of all hospitals in the country, as different pages give them. */
  readonly country: readonly (FigureRow & { readonly value: number })[];
  /** Most hospitals first. */
  readonly networks: readonly NetworkCount[];
}

/** The list of 2013, or null where the figure has no total. */
export function hospitalList(figures: Figures): HospitalList | null {
  const rows = rowsOf(figures, LIST).filter(hasValue);
  const total = rows.find((row) => textOf(row, 'part') === 'total');
  if (!total) return null;
  const networks = rows.flatMap((row): NetworkCount[] => {
    const share = numberOf(row, 'share');
    if (textOf(row, 'part') !== 'network' || share === null) return [];
    return [{ network: row.network as Network, label: networkName(row), count: row.value, share, row }];
  });
  return {
    total,
    country: rows.filter((row) => textOf(row, 'part') === 'denominator'),
    networks: networks.sort((a, b) => b.count - a.count),
  };
}

export interface LadderPoint {
  readonly year: number;
  /** Fraction of the hospitals on the list on that day. */
  readonly share: number;
  readonly row: FigureRow & { readonly value: number };
}

export interface LadderLine {
  readonly network: Network;
  readonly label: string;
  readonly points: readonly LadderPoint[];
  /** Counts that another page contradicts: drawn apart from the line. */
  readonly doubtful: readonly LadderPoint[];
}

/**
 * One line a network, in time order. Only counts with a stated date and a known size of the list stand on it:
 * the list grew eightfold, so a count says little without its base.
 */
export function ladderLines(figures: Figures): readonly LadderLine[] {
  const lines = new Map<string, { label: string; points: LadderPoint[]; doubtful: LadderPoint[] }>();
  for (const row of rowsOf(figures, LADDER).filter(hasValue)) {
    const year = decimalYear(textOf(row, 'date'));
    if (year === null || row.n === null || row.n === 0 || isDateInferred(row)) continue;
    const network = textOf(row, 'network');
    const line = lines.get(network) ?? { label: networkName(row), points: [], doubtful: [] };
    lines.set(network, line);
    (row.decision === 'flagged' ? line.doubtful : line.points).push({ year, share: row.value / row.n, row });
  }
  return [...lines]
    .map(([network, { label, points, doubtful }]) => ({
      network: network as Network,
      label,
      points: points.sort((a, b) => a.year - b.year),
      doubtful,
    }))
    .filter(({ points }) => points.length > 0);
}

/** The network's name on the day of the row; the row's own label where it names none. */
export function networkName(row: FigureRow): string {
  return row.network ? nameThenAndNow(row.network as Network, textOf(row, 'date')) : row.label;
}

export function isDateInferred(row: FigureRow): boolean {
  return textOf(row, 'note').startsWith('date inferred');
}

export function hasValue(row: FigureRow): row is FigureRow & { readonly value: number } {
  return row.value !== null && row.decision !== 'hidden';
}

/** The network with the most hospitals at each count, once each time the lead passes. Counts of a list: no test is needed. */
export function leaders(lines: readonly LadderLine[]): readonly string[] {
  const points = lines.flatMap(({ label, points }) =>
    points.map((point) => ({ label: label.split(',')[0], ...point })),
  );
  const years = [...new Set(points.map(({ year }) => year))].sort((a, b) => a - b);
  const first = years.flatMap((year) => {
    const [best] = points.filter((point) => point.year === year).sort((a, b) => b.share - a.share);
    return best ? [best.label] : [];
  });
  return first.filter((label, index) => label !== first[index - 1]);
}
