/** One column of the timetable: its heading, and down the rows its words, bars and open rings. */

import { Label } from '../../marks/label.tsx';
import { round } from '../../marks/round.ts';
import { ink, networkRole } from '../../theme.ts';
import { SIZE } from '../../type.ts';
import type { Place } from './places.ts';
import type { Column } from './timetable-columns.ts';

export const ROW_PX = 21;
const BAR_PX = 26;

export function ColumnHead({
  right,
  y,
  lines,
}: {
  readonly right: number;
  readonly y: number;
  readonly lines: readonly string[];
}) {
  return (
    <g>
      {lines.map((line, index) =>
        line === '' ? null : (
          <Label key={line} x={right} y={y + index * 14} sizePx={SIZE.fine} role="ink2" anchor="end">
            {line}
          </Label>
        ),
      )}
    </g>
  );
}

/** The first words of a column say where they are, all others how far below those before: the same text again and again. */
export function lineStep(
  index: number,
  body: number,
  before: number | undefined,
): { readonly y?: number; readonly dy?: number } {
  return before === undefined ? { y: round(body + index * ROW_PX + 15) } : { dy: (index - before) * ROW_PX };
}

interface ColumnMarksProps {
  readonly column: Column;
  readonly places: readonly Place[];
  readonly body: number;
}

/** One column as three elements: its words, its bars, its open rings. */
export function ColumnMarks({ column, places, body }: ColumnMarksProps) {
  const entries = places.map((place, index) => ({ index, entry: column.entry(place) }));
  const words = entries.flatMap(({ index, entry }) => (entry === 'unknown' ? [] : [{ index, entry }]));
  const rings = entries.filter(({ entry }) => entry === 'unknown');
  const bars = words.flatMap(({ index, entry }) =>
    entry !== 'not listed' && entry.bar !== null ? [{ index, bar: entry.bar }] : [],
  );
  return (
    <g>
      {column.network && bars.length > 0 && (
        <path
          d={bars
            .map(
              ({ index, bar }) =>
                `M${round(column.right - BAR_PX - 40)} ${body + index * ROW_PX + 11}h${round((BAR_PX * bar) / 100)}`,
            )
            .join('')}
          stroke={ink(networkRole(column.network))}
          stroke-width="7"
        />
      )}
      {rings.length > 0 && (
        <path
          d={rings
            .map(
              ({ index }) =>
                `M${round(column.right - 9)} ${body + index * ROW_PX + 11}a4 4 0 1 0 8 0a4 4 0 1 0-8 0`,
            )
            .join('')}
          fill="none"
          stroke={ink('ink3')}
          stroke-dasharray="2 1.5"
        />
      )}
      <text text-anchor="end">
        {words.map(({ index, entry }, place) => (
          <tspan
            key={index}
            x={round(column.right)}
            {...lineStep(index, body, words[place - 1]?.index)}
            data-figure={entry === 'not listed' ? undefined : entry.figure}
          >
            {entry === 'not listed' ? '–' : entry.text}
          </tspan>
        ))}
      </text>
    </g>
  );
}
