/** What stands beside the counts in words alone: the systems on record, which have no rate, and what is still to be gathered. */

import { displayCount } from '../../../measure/rounding.ts';
import { dayInWords } from '../../edition.ts';
import { WordsBlock, wordsLines } from '../../marks/words-block.tsx';
import type { Figures } from '../../panel.ts';
import { rowsOf, textOf } from '../../rows.ts';
import { SIZE } from '../../type.ts';
import { cite, type Words } from '../../words.ts';
import { NOW, SYSTEMS, networkName } from './counts.ts';

const STYLE = { face: 'italic', sizePx: SIZE.body } as const;
const LEADING = 1.4;
const GAP_PX = 14;

export function asidesOf(figures: Figures): readonly Words[] {
  return [toGather(figures), systems(figures)].filter((words) => words !== '');
}

/** Nothing is known of today until accounts are gathered: the figure itself says what to do. */
function toGather(figures: Figures): Words {
  const now = figures[NOW];
  return now?.rows.length === 0 ? (now.notes[0] ?? '') : '';
}

/** Absence from the record means nothing, so these are counts and never shares. */
function systems(figures: Figures): Words {
  const rows = rowsOf(figures, SYSTEMS)
    .flatMap((row) => (row.value === null ? [] : [{ row, count: row.value }]))
    .sort((a, b) => b.count - a.count);
  const [first] = rows;
  if (!first) return '';
  return [
    'On record for ',
    cite(displayCount(first.row.n ?? 0), SYSTEMS, first.row.id),
    ` health systems and chains, ${dayInWords(textOf(first.row, 'date').slice(0, 7))} (counts, not shares): `,
    ...rows.flatMap(({ row, count }, index) => [
      `${index === 0 ? '' : ', '}${networkName(row)} `,
      cite(displayCount(count), SYSTEMS, row.id),
    ]),
    '.',
  ];
}

export function asidesHeightPx(asides: readonly Words[], widthPx: number): number {
  return asides.reduce((sum, words) => sum + heightPx(words, widthPx) + GAP_PX, 0);
}

const heightPx = (words: Words, widthPx: number): number =>
  wordsLines({ words, ...STYLE, widthPx }).length * STYLE.sizePx * LEADING;

export interface AsidesProps {
  readonly asides: readonly Words[];
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

export function Asides({ asides, x, y, widthPx }: AsidesProps) {
  return (
    <g>
      {asides.map((words, index) => (
        <WordsBlock
          key={index}
          words={words}
          x={x}
          y={y + asidesHeightPx(asides.slice(0, index), widthPx)}
          widthPx={widthPx}
          {...STYLE}
          role="ink2"
          leading={LEADING}
        />
      ))}
    </g>
  );
}
