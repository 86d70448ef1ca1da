/** The slope between the two questions of the poll: a line for each source, falling from trust to sharing. */

import type { Figure } from '../../../records.ts';
import { Capitals } from '../../marks/capitals.tsx';
import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import type { PictureProps } from '../../panel.ts';
import { ink } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import { SHARE, TRUST, sharedSources, type SharedSource } from './shared-sources.ts';
import { SlopeColumn } from './slope-column.tsx';

const isNarrow = (widthPx: number): boolean => widthPx < 480;
export const slopeHeightPx = (widthPx: number): number => (isNarrow(widthPx) ? 560 : 600);

interface SlopeProps extends PictureProps {
  readonly told: Figure;
}

/** The two questions of the poll, trust at the left, sharing at the right. */
export function Slope({ figures, told, widthPx }: SlopeProps) {
  const trusted = figures[TRUST];
  const narrow = isNarrow(widthPx);
  const heightPx = slopeHeightPx(widthPx);
  const [top, bottom] = [64, heightPx - 24];
  const labelPx = narrow ? 91 : 200;
  const [left, right] = [labelPx + 40, widthPx - labelPx - 40];
  const all = [...told.rows, ...(trusted?.rows ?? [])].map((row) => row.value ?? 0);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => top + ((most - value) / (most - least || 1)) * (bottom - top);
  const pairs = sharedSources(figures);
  const sides = [
    { figure: trusted, side: 'left', x: left, leading: pairs[0]?.trusted },
    { figure: told, side: 'right', x: right, leading: pairs[0]?.told },
  ] as const;
  return (
    <>
      <path
        d={`M${left} ${top - 22}V${bottom + 12}M${right} ${top - 22}V${bottom + 12}`}
        stroke={ink('rule')}
      />
      <Heading x={left} anchor="end" text={narrow ? 'TRUST' : 'WOULD TRUST THEIR POSTS'} />
      <Heading x={right} anchor="start" text={narrow ? 'SHARE' : 'WOULD SHARE WITH THEM'} />
      {pairs.map((pair) => (
        <Fall
          key={pair.told.id}
          pair={pair}
          left={left}
          right={right}
          y={y}
          leading={pair === pairs[0]}
          narrow={narrow}
        />
      ))}
      {sides.map(({ figure, side, x, leading }) => (
        <SlopeColumn
          key={side}
          figure={figure}
          x={x}
          side={side}
          y={y}
          top={top}
          bottom={bottom}
          widthPx={labelPx}
          leading={leading}
        />
      ))}
    </>
  );
}

function Heading({
  x,
  anchor,
  text,
}: {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly text: string;
}) {
  return (
    <Capitals x={x} y={14} anchor={anchor}>
      {text}
    </Capitals>
  );
}

interface FallProps {
  readonly pair: SharedSource;
  readonly left: number;
  readonly right: number;
  /** Percent to px. */
  readonly y: (percent: number) => number;
  readonly leading: boolean;
  /** Room for the gap of the leading source only. */
  readonly narrow: boolean;
}

/** One source: a line from trust to sharing within its band of 95 %, thick and with its gap printed where the gap is clear. */
function Fall({ pair, left, right, y, leading, narrow }: FallProps) {
  const { trusted, told, clear } = pair;
  const ends = [trusted.upper, told.upper, told.lower, trusted.lower].map((value) =>
    value === null ? null : round(y(value)),
  );
  const role = leading && clear ? 'accent' : 'ink';
  const [from, to] = [round(y(trusted.value ?? 0)), round(y(told.value ?? 0))];
  const gap = (trusted.value ?? 0) - (told.value ?? 0);
  return (
    <g>
      {!ends.includes(null) && (
        <path
          d={`M${left} ${ends[0]}L${right} ${ends[1]}V${ends[2]}L${left} ${ends[3]}z`}
          fill={ink(role)}
          fill-opacity={clear ? 0.14 : 0.05}
        />
      )}
      <path
        d={`M${left} ${from}L${right} ${to}`}
        stroke={ink(clear ? role : 'ink3')}
        stroke-width={clear ? 3 : 1.5}
      />
      {clear && (leading || !narrow) && (
        <Label
          x={(left + right) / 2 + (leading ? 12 : -12)}
          y={(from + to) / 2 + (leading ? -4 : 18)}
          face="italic"
          sizePx={SIZE.lead}
          role={role}
          anchor={leading ? 'start' : 'end'}
          figure={`${SHARE}/${told.id}`}
        >
          {`${gap} fewer`}
        </Label>
      )}
    </g>
  );
}
