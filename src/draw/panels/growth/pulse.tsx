/**
 * The pulse line as the growth curve: it beats in from the margin, climbs count by count, and leaves at the last count.
 * Solid where counts lie close; dotted where more than a year passed and nobody counted.
 */

import { scaleLinear } from 'd3-scale';
import { displayCount } from '../../../measure/rounding.ts';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { shortDate, stretches } from '../../marks/time.ts';
import { reference, textOf } from '../../rows.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { LIST, tenures, type ListCount } from './counts.ts';

export interface PulseFrame {
  readonly widthPx: number;
  readonly heightPx: number;
  readonly baseY: number;
  readonly toX: (year: number) => number;
  readonly toY: (count: number) => number;
  readonly narrow: boolean;
}

const TOP_PX = 40;
const FOOT_PX = 74;

/** Scales for the counts in a frame; the counts begin after the beats and end before the right edge. */
export function pulseFrame(counts: readonly ListCount[], widthPx: number): PulseFrame {
  const narrow = widthPx < 520;
  const heightPx = narrow ? 330 : 440;
  const baseY = heightPx - FOOT_PX;
  const years = counts.map(({ year }) => year);
  const most = Math.max(1, ...counts.map(({ count }) => count));
  return {
    widthPx,
    heightPx,
    baseY,
    toX: scaleLinear(
      [Math.min(...years), Math.max(...years)],
      [narrow ? 76 : 150, widthPx - (narrow ? 30 : 72)],
    ),
    toY: scaleLinear([0, most], [baseY, TOP_PX]),
    narrow,
  };
}

export function Pulse({
  counts,
  frame,
}: {
  readonly counts: readonly ListCount[];
  readonly frame: PulseFrame;
}) {
  const { toX, toY, baseY, widthPx, narrow } = frame;
  const at = ({ year, count }: ListCount): string => `${round(toX(year))} ${round(toY(count))}`;
  const [first] = counts;
  const last = counts[counts.length - 1];
  const accent = ink('accent');
  return (
    <g>
      <path d={`M0 ${baseY}H${widthPx}`} stroke={ink('rule')} />
      <Handover counts={counts} frame={frame} />
      <g fill="none" stroke={accent} stroke-linejoin="round" stroke-linecap="round">
        <path
          d={`M0 ${baseY}${beats(toX(first.year) - 8, narrow ? 1 : 2)}L${at(first)}`}
          stroke-width="2.2"
        />
        <path
          d={counts.map((count, index) => `${index === 0 ? 'M' : 'L'}${at(count)}`).join('')}
          stroke-width="2.2"
          stroke-dasharray="1 7"
        />
        <path
          d={stretches(counts)
            .map((part) => part.map((count, index) => `${index === 0 ? 'M' : 'L'}${at(count)}`).join(''))
            .join('')}
          stroke-width="5"
        />
        <path d={`M${at(last)}H${widthPx}`} stroke-width="2.2" />
      </g>
      {counts.map((count) => (
        <circle
          key={count.row.id}
          cx={round(toX(count.year))}
          cy={round(toY(count.count))}
          r="5.5"
          fill={ink('paper')}
          stroke={accent}
          stroke-width="3"
          data-figure={reference(LIST, count.row)}
        />
      ))}
      {labelled(counts, frame).map((count) => (
        <Count key={count.row.id} count={count} frame={frame} isLast={count === last} />
      ))}
      <Gaps counts={counts} frame={frame} />
    </g>
  );
}

/** Heartbeats along the base line up to `toX`: decoration of the thread before the first count, and drawn as such. */
function beats(toX: number, count: number): string {
  const step = toX / (count + 0.4);
  return (
    Array.from({ length: count }, (_, index) => {
      const middle = step * (index + 0.7);
      return `H${round(middle - 16)}l5-7 5 7h3l4-34 6 48 4-14h4l4-6 4 6`;
    }).join('') + `H${round(toX)}`
  );
}

/** Labels that have room, the latest first. */
function labelled(counts: readonly ListCount[], { toX, narrow }: PulseFrame): readonly ListCount[] {
  const leastPx = narrow ? 58 : 74;
  const kept: ListCount[] = [];
  for (const count of [...counts].reverse()) {
    const before = kept.at(-1);
    if (!before || toX(before.year) - toX(count.year) >= leastPx) kept.push(count);
  }
  const [first] = counts;
  const nearest = kept.at(-1);
  return nearest && nearest !== first && toX(nearest.year) - toX(first.year) < leastPx
    ? [...kept.slice(0, -1), first]
    : kept;
}

interface CountProps {
  readonly count: ListCount;
  readonly frame: PulseFrame;
  readonly isLast: boolean;
}

function Count({ count, frame, isLast }: CountProps) {
  const { toX, toY, narrow } = frame;
  const x = toX(count.year) - (isLast ? 0 : 12);
  const y = toY(count.count);
  const figure = reference(LIST, count.row);
  const least = count.row.comparison === '>' ? 'at least ' : '';
  return (
    <g>
      <Label
        x={isLast ? x + (narrow ? 26 : 40) : x}
        y={y - 14}
        face="display"
        sizePx={narrow ? SIZE.body : SIZE.title}
        anchor="end"
        figure={figure}
      >
        {`${least}${displayCount(count.count)}`}
      </Label>
      <Label x={toX(count.year)} y={frame.baseY + 18} sizePx={SIZE.fine} role="ink2" anchor="middle">
        {shortDate(textOf(count.row, 'date'))}
      </Label>
    </g>
  );
}

/** How long nobody counted, said on the dotted stretch itself. */
function Gaps({ counts, frame }: { readonly counts: readonly ListCount[]; readonly frame: PulseFrame }) {
  if (frame.narrow) return null;
  const { toX, toY } = frame;
  const parts = stretches(counts);
  return (
    <g>
      {parts.slice(1).map((part, index) => {
        const from = parts[index][parts[index].length - 1];
        const [to] = part;
        const months = Math.round((to.year - from.year) * 12);
        return (
          <Label
            key={to.row.id}
            x={(toX(from.year) + toX(to.year)) / 2 + 8}
            y={(toY(from.count) + toY(to.count)) / 2 + 24}
            face="italic"
            sizePx={SIZE.small}
            role="ink2"
            figure={reference(LIST, to.row)}
          >
            {`no count for ${months} months`}
          </Label>
        );
      })}
    </g>
  );
}

/** Who kept the list, below the years, with a mark where it changed hands. */
function Handover({ counts, frame }: { readonly counts: readonly ListCount[]; readonly frame: PulseFrame }) {
  const { toX, toY, baseY, narrow } = frame;
  const kept = tenures(counts);
  const y = baseY + 40;
  return (
    <g>
      {kept.map(({ keeper, first, last }, index) => {
        const from = toX(first.year);
        const to = Math.max(toX(last.year), from + 4);
        const isLast = index === kept.length - 1;
        return (
          <g key={keeper}>
            <path d={`M${round(from)} ${y - 5}v5H${round(to)}v-5`} stroke={ink('ink2')} fill="none" />
            <Label
              x={isLast && narrow ? to : from}
              y={y + 17}
              sizePx={SIZE.fine}
              role="ink2"
              anchor={isLast && narrow ? 'end' : 'start'}
            >
              {keeperWords(keeper, frame.widthPx)}
            </Label>
          </g>
        );
      })}
      {kept.slice(1).map(({ first }, index) => {
        const before = kept[index].last;
        const middle = (toX(before.year) + toX(first.year)) / 2;
        // On a phone the numbers stand above the curve, so the mark begins below it.
        const top = narrow ? (toY(before.count) + toY(first.count)) / 2 + 12 : TOP_PX - 22;
        return (
          <g key={first.row.id}>
            <path
              d={`M${round(middle)} ${round(top)}V${baseY}`}
              stroke={ink('ink2')}
              stroke-dasharray="2 4"
            />
            <Label
              x={narrow ? middle + 6 : middle - 8}
              y={narrow ? baseY - 12 : TOP_PX - 12}
              face="italic"
              sizePx={SIZE.small}
              anchor={narrow ? 'start' : 'end'}
            >
              the list changes hands
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** "Hospital Social Network List, Ed Bennett" as many words as there is room for. */
function keeperWords(keeper: string, widthPx: number): string {
  const [list, who = list] = keeper.split(', ');
  if (widthPx < 520) return who;
  return widthPx < 900 ? `Kept by ${who}` : `Kept by ${who} as the ${list}`;
}
