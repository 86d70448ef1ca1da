/**
 * Authors of posts about health, month by month: one strip for each network, each on its own scale from nought. A line joins
 * months that follow each other and count in full; one that no line reaches stands on a stem, so that a few months do not
 * float. Months with gaps are hollow, hidden ones a mark on the base.
 */

import { NETWORKS, type Figure, type FigureRow } from '../../records.ts';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { decimalYear, shortDate, stretches } from '../marks/time.ts';
import { nameThen } from '../networks.ts';
import { reference, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { hatch, isShown, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';
import { printedPosts } from './printed-posts.ts';

const HEAD_PX = 48;
const STRIP_PX = 132;
const LINE_PX = 66;
const NUMBER_PX = 62;
/** Hidden months stand for at least this wide on the base. */
const MARK_PX = 3;
/** A little more than a month, in years: what counts as following. */
const NEXT_MONTH_YEARS = 1.5 / 12;
const KEY =
  'Each strip has its own scale from nought. Hollow: a month not gathered in full, left out of the trend. Hatched on the base: hidden, to keep counts below 11 from being known.';

interface Series {
  /** May be hidden while its months are not. */
  readonly trend: FigureRow;
  readonly months: readonly FigureRow[];
}

interface MonthPoint {
  readonly year: number;
  readonly row: FigureRow & { readonly value: number };
}

/** Networks with months that may be drawn, each with all its months in order; the growth itself may be hidden. */
export function seriesOf({ rows }: Figure): readonly Series[] {
  return rows
    .filter((row) => row.kind === 'trend')
    .map((trend) => ({
      trend,
      months: rows
        .filter((row) => row.kind === 'month' && row.source === trend.source)
        .toSorted((a, b) => (textOf(a, 'date') < textOf(b, 'date') ? -1 : 1)),
    }))
    .filter(({ months }) => months.some(isShown));
}

const yearOf = (row: FigureRow) => decimalYear(textOf(row, 'date')) ?? 0;
const pointOf = (row: FigureRow & { readonly value: number }): MonthPoint => ({ row, year: yearOf(row) });
const keyHeightPx = (widthPx: number) => textBlockHeightPx(KEY, { sizePx: SIZE.fine, widthPx });

export const MONTH_LINES: PostsPart = {
  heightPx: ({ figure, widthPx }) => HEAD_PX + seriesOf(figure).length * STRIP_PX + 16 + keyHeightPx(widthPx),
  Part: ({ figure, y, widthPx }) => {
    const series = seriesOf(figure);
    return (
      <g>
        <PartHead
          y={y}
          widthPx={widthPx}
          full="Posts gathered: who writes about health, among the authors seen each month"
          brief="Authors of posts about health"
        />
        {series.map((one, index) => (
          <Strip
            key={one.trend.id}
            figureId={figure.id}
            series={one}
            y={y + HEAD_PX + index * STRIP_PX}
            widthPx={widthPx}
          />
        ))}
        <TextBlock
          x={0}
          y={y + HEAD_PX + series.length * STRIP_PX + 10}
          sizePx={SIZE.fine}
          role="ink2"
          widthPx={widthPx}
        >
          {KEY}
        </TextBlock>
      </g>
    );
  },
};

interface StripProps {
  readonly figureId: string;
  readonly series: Series;
  readonly y: number;
  readonly widthPx: number;
}

function Strip({ figureId, series: { trend, months }, y, widthPx }: StripProps) {
  const baseY = y + 26 + LINE_PX;
  const shown = months.filter(isShown).map(pointOf);
  const [first, last] = [months[0], months[months.length - 1]];
  const [from, to] = [yearOf(first), yearOf(last)];
  const right = widthPx - NUMBER_PX;
  const toX = (year: number) => 4 + ((right - 8) * (year - from)) / (to - from || 1);
  const most = Math.max(...shown.map(({ row }) => row.value), Number.MIN_VALUE);
  const toY = (value: number) => baseY - (LINE_PX * value) / most;
  const whole = shown.filter(({ row }) => row.decision === 'shown');
  const latest = whole.at(-1);
  const monthPx = Math.max(MARK_PX, (right - 8) / Math.max(1, months.length));
  const hiddenMonths = months
    .filter((row) => row.decision === 'hidden')
    .map((row) => hatch(round(toX(yearOf(row)) - monthPx / 2), baseY - 7, round(monthPx), 7))
    .join('');
  const joined = stretches(whole, NEXT_MONTH_YEARS).filter((part) => part.length > 1);
  const stems = shown
    .filter((point) => !joined.some((part) => part.includes(point)))
    .map(({ year, row }) => `M${round(toX(year))} ${baseY}V${round(toY(row.value))}`)
    .join('');
  const line = joined
    .map((part) =>
      part
        .map(
          ({ year, row }, index) => `${index === 0 ? 'M' : 'L'}${round(toX(year))} ${round(toY(row.value))}`,
        )
        .join(''),
    )
    .join('');
  return (
    <g>
      <Label x={0} y={y + 12} face="sansBold">
        {nameOf(trend)}
      </Label>
      <Label x={widthPx} y={y + 12} anchor="end" role="ink2" figure={reference(figureId, trend)}>
        {trendWords(trend, widthPx)}
      </Label>
      <path d={`M0 ${baseY}H${round(right)}`} stroke={ink('rule')} />
      {hiddenMonths !== '' && <path d={hiddenMonths} stroke={ink('ink3')} stroke-width="0.8" />}
      {stems !== '' && <path d={stems} stroke={ink('ink3')} />}
      {line !== '' && (
        <path d={line} fill="none" stroke={ink('ink')} stroke-width="2" stroke-linejoin="round" />
      )}
      {shown.map(({ year, row }) => (
        <circle
          key={row.id}
          cx={round(toX(year))}
          cy={round(toY(row.value))}
          r="2.6"
          fill={ink(row.decision === 'shown' ? 'ink' : 'paper')}
          stroke={ink('ink')}
          data-figure={reference(figureId, row)}
        />
      ))}
      {latest && (
        <Label
          x={widthPx}
          y={toY(latest.row.value) + 6}
          face="display"
          sizePx={SIZE.body}
          anchor="end"
          figure={reference(figureId, latest.row)}
        >
          {latest.row.unit === 'percent'
            ? printedPosts(latest.row)
            : latest.row.value.toLocaleString('en-US')}
        </Label>
      )}
      <Label x={0} y={baseY + 15} sizePx={SIZE.fine} role="ink2">
        {shortDate(textOf(first, 'date'))}
      </Label>
      {last !== first && (
        <Label x={right} y={baseY + 15} sizePx={SIZE.fine} role="ink2" anchor="end">
          {shortDate(textOf(last, 'date'))}
        </Label>
      )}
    </g>
  );
}

/** As the network is called in the last month; a source of no known network by its own words. */
function nameOf(trend: FigureRow): string {
  const network = NETWORKS.find((known) => known === trend.network);
  return network ? nameThen(network, textOf(trend, 'date')) : trend.label;
}

/** `+1.2% a month (0.4% to 2.0%)`; without the interval on the phone, where the table has it. */
function trendWords(trend: FigureRow, widthPx: number): string {
  if (!isShown(trend))
    return widthPx < 600 ? 'growth hidden' : 'growth a month is hidden: fewer than 11 authors in some month';
  const rate = `${printedPosts(trend)} a month`;
  if (trend.lower === null || trend.upper === null || widthPx < 360) return rate;
  return `${rate} (${printedPosts({ ...trend, value: trend.lower })} to ${printedPosts({ ...trend, value: trend.upper })})`;
}
