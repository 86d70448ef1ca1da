/** Survey figures as the panels draw them: all adults, each item of the latest cycle beside the cycle before it. */

import type { Figure, FigureRow } from '../records.ts';
import { printedInterval, printedWithUnit } from './numbers.ts';
import type { PanelTable } from './panel.ts';
import { cite, type Cited, type Words } from './words.ts';

export interface SurveyItem {
  readonly later: FigureRow;
  readonly earlier: FigureRow | null;
  /** Both cycles asked in the same words, so a line may join them. */
  readonly comparable: boolean;
}

/** Items of the latest cycle for all adults that may be shown, in falling order. */
export function surveyItems(figure: Figure | undefined): readonly SurveyItem[] {
  const rows = (figure?.rows ?? []).filter((row) => row.group === 'all' && row.value !== null);
  const latest = Math.max(...rows.map((row) => Number(row.cycle)));
  return rows
    .filter((row) => Number(row.cycle) === latest)
    .map((later) => {
      const earlier = rows.findLast((row) => row.item === later.item && Number(row.cycle) < latest) ?? null;
      return { later, earlier, comparable: earlier !== null && later.change !== '' };
    })
    .sort((a, b) => (b.later.value ?? 0) - (a.later.value ?? 0));
}

/** The item that is clearly above every other, or null. */
export function surveyLeader(items: readonly SurveyItem[]): FigureRow | null {
  return items.length > 1 && items[0].later.versusNext === 'higher' ? items[0].later : null;
}

/** `68% of adults watched a health video in 2024, up from 60% in 2022`, for the largest clear change; null without one. */
export function changeSentence(figure: Figure | undefined): Words | null {
  const clear = surveyItems(figure).filter(
    ({ later, comparable }) => comparable && (later.change === 'higher' || later.change === 'lower'),
  );
  const points = ({ later }: SurveyItem) => Math.abs(Number(later.changePoints));
  const [most] = clear.sort((a, b) => points(b) - points(a));
  if (!figure || !most?.earlier) return null;
  const { later, earlier } = most;
  const who = baseOf(later);
  const what = `${later.label.slice(0, 1).toLowerCase()}${later.label.slice(1)}`;
  return [
    cite(wholePercent(later), figure.id, later.id),
    ` of ${who} ${what} in ${String(later.cycle)}, ${later.change === 'higher' ? 'up' : 'down'} from `,
    cite(wholePercent(earlier), figure.id, earlier.id),
    ` in ${String(earlier.cycle)}`,
  ];
}

/** Of whom the percentage is. */
export const baseOf = (row: FigureRow): string => String(row.base).replace(/ who answered$/, '');

/** A headline takes whole numbers; the table has the decimal. */
export function wholePercent(row: FigureRow): string {
  return row.value === null ? 'not shown' : `${Math.round(row.value)}%`;
}

/** `Lead: a doctor 71.1%, in 2022 72.2%; ...` with every number cited. */
export function surveyWords(lead: string, figure: Figure | undefined): Words {
  const items = surveyItems(figure);
  if (!figure || items.length === 0) return '';
  const pieces = items.flatMap(({ later, earlier }, index): (string | Cited)[] => [
    `${index === 0 ? ' ' : '; '}${later.label} `,
    cite(printedWithUnit(later), figure.id, later.id),
    ...(earlier
      ? [`, in ${String(earlier.cycle)} `, cite(printedWithUnit(earlier), figure.id, earlier.id)]
      : []),
  ]);
  return [`${lead} ${String(items[0].later.cycle)}:`, ...pieces, '.'];
}

/** All adults, every cycle; the groups are in the download. */
export function surveyTable(figure: Figure | undefined): readonly PanelTable[] {
  const rows = (figure?.rows ?? []).filter((row) => row.group === 'all');
  if (!figure || rows.length === 0) return [];
  return [
    {
      caption: `${figure.title}, percent; groups are in the download`,
      columns: [
        'Item',
        'Year',
        'Value',
        '95% interval',
        'Asked',
        'Of whom',
        'Against the year before',
        'Remark',
      ],
      rows: rows.map((row) => [
        row.label,
        String(row.cycle),
        printedWithUnit(row),
        printedInterval(row) || 'none',
        row.n === null ? 'not shown' : row.n.toLocaleString('en-US'),
        String(row.base),
        String(row.change || 'not compared'),
        row.reason,
      ]),
      ids: rows.map((row) => `${figure.id}/${row.id}`),
    },
  ];
}

/** The fine print of a survey figure; nothing where it is empty, because the panel stands on other figures too. */
export function surveyLine(figure: Figure | undefined): Words {
  if (!figure || figure.rows.length === 0) return '';
  const sources = figure.sources.map((source) => `${source.title}, ${source.date}`);
  return `${figure.title}. ${figure.base}. Weighted; intervals 95% from replicate weights. Source: ${sources.join('; ')}.`;
}
