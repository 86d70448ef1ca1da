/** The ladder: the share of the listed hospitals on each network, count by count. Dotted where more than a year passed between two counts. */

import { scaleLinear } from 'd3-scale';
import { round } from '../../marks/round.ts';
import { Label } from '../../marks/label.tsx';
import { spread } from '../../marks/spread.ts';
import { shortDate, stretches } from '../../marks/time.ts';
import { reference, textOf } from '../../rows.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { displayCount } from '../../../measure/rounding.ts';
import { LADDER, type LadderLine, type LadderPoint } from './counts.ts';

export interface LadderProps {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly lines: readonly LadderLine[];
}

const TICKS = [0, 0.25, 0.5, 0.75, 1];

export function Ladder({ x, y, widthPx, heightPx, lines }: LadderProps) {
  const points = lines.flatMap((line) => line.points);
  const years = points.map(({ year }) => year);
  const narrow = widthPx < 500;
  const left = x + 34;
  const right = x + widthPx - (narrow ? 118 : 132);
  const toX = scaleLinear([Math.min(...years), Math.max(...years)], [left + 34, right]);
  const toY = scaleLinear([0, 1], [y + heightPx - 26, y + 8]);
  const dates = tickDates(points, toX, narrow ? 76 : 64);
  const ends = lines.flatMap((line) => {
    const last = line.points.at(-1);
    return last ? [{ key: line.network, y: toY(last.share), line, last }] : [];
  });
  // Lines that start later start in the thick of the others; their first count is in the table.
  const starts = lines.flatMap((line) => {
    const [first] = line.points;
    return first.year === Math.min(...years) ? [{ key: line.network, y: toY(first.share), first }] : [];
  });
  const endY = spread(ends, 30, y + 18, y + heightPx - 40);
  const startY = spread(starts, 14, y, y + heightPx - 24);
  return (
    <g>
      <path
        d={TICKS.map((tick) => `M${left} ${round(toY(tick))}H${round(right)}`).join('')}
        stroke={ink('rule')}
      />
      {TICKS.map((tick) => (
        <Label key={tick} x={left - 6} y={toY(tick) + 4} sizePx={SIZE.fine} role="ink2" anchor="end">
          {`${tick * 100}%`}
        </Label>
      ))}
      {dates.map(({ year, row }) => (
        <Label key={year} x={toX(year)} y={y + heightPx - 6} sizePx={SIZE.fine} role="ink2" anchor="middle">
          {shortDate(textOf(row, 'date'))}
        </Label>
      ))}
      {lines.map((line) => (
        <Line key={line.network} line={line} toX={toX} toY={toY} />
      ))}
      {starts.map(({ key, first }) => (
        <Label
          key={key}
          x={toX(first.year) - 9}
          y={(startY.get(key) ?? toY(first.share)) + 4}
          sizePx={SIZE.fine}
          role="ink2"
          anchor="end"
          figure={reference(LADDER, first.row)}
        >
          {displayCount(first.row.value)}
        </Label>
      ))}
      {ends.map(({ key, line, last }) => (
        <g key={key}>
          <path
            d={`M${round(right + 5)} ${round(toY(last.share))}L${round(right + 16)} ${round(endY.get(key) ?? 0)}`}
            stroke={ink(networkRole(line.network))}
            stroke-width="2"
          />
          <Label x={right + 20} y={(endY.get(key) ?? 0) - 2} face="sansBold" sizePx={SIZE.small}>
            {line.label}
          </Label>
          <Label
            x={right + 20}
            y={(endY.get(key) ?? 0) + 12}
            sizePx={SIZE.fine}
            role="ink2"
            figure={reference(LADDER, last.row)}
          >
            {displayCount(last.row.value)}
          </Label>
        </g>
      ))}
    </g>
  );
}

interface LineProps {
  readonly line: LadderLine;
  readonly toX: (year: number) => number;
  readonly toY: (share: number) => number;
}

function Line({ line, toX, toY }: LineProps) {
  const colour = ink(networkRole(line.network));
  const through = (points: readonly LadderPoint[]): string =>
    points
      .map(({ year, share }, index) => `${index === 0 ? 'M' : 'L'}${round(toX(year))} ${round(toY(share))}`)
      .join('');
  return (
    <g fill="none" stroke={colour}>
      <path d={through(line.points)} stroke-width="2" stroke-dasharray="1.5 5" stroke-linecap="round" />
      <path
        d={stretches(line.points).map(through).join('')}
        stroke-width="3"
        stroke-linejoin="round"
        stroke-linecap="round"
      />
      {line.points.map(({ year, share, row }) => (
        <circle
          key={row.id}
          cx={round(toX(year))}
          cy={round(toY(share))}
          r="3.6"
          fill={colour}
          stroke={ink('paper')}
          data-figure={reference(LADDER, row)}
        />
      ))}
      {line.doubtful.map(({ year, share, row }) => (
        <circle
          key={row.id}
          cx={round(toX(year))}
          cy={round(toY(share))}
          r="4"
          fill={ink('paper')}
          stroke-width="1.6"
          data-figure={reference(LADDER, row)}
        />
      ))}
    </g>
  );
}

/** One tick a count, left out where it would touch the one before. The last always stays. */
function tickDates(
  points: readonly LadderPoint[],
  toX: (year: number) => number,
  leastPx: number,
): LadderPoint[] {
  const inOrder = [...new Map(points.map((point) => [point.year, point])).values()].sort(
    (a, b) => b.year - a.year,
  );
  const kept: LadderPoint[] = [];
  for (const point of inOrder) {
    const last = kept.at(-1);
    if (!last || toX(last.year) - toX(point.year) >= leastPx) kept.push(point);
  }
  return kept;
}
