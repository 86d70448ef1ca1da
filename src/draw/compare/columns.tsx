/** The spread as a drawing: question, 2013, now; below 700 px one under the other. */

import type { VNode } from 'preact';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { ink } from '../theme.ts';
import { SIZE, textWidthPx, wrapText } from '../type.ts';
import { chapterName } from './chapter-name.ts';
import type { Entry, Spread } from './entries.ts';

const WIDE_PX = 700;
const GAP_PX = 40;
const QUESTION_PX = 168;
const ROW_TOP_PX = 30;
const ROW_BOTTOM_PX = 26;
const ENTRY_GAP_PX = 26;
const HEAD_PX = 84;
const WORDS = { face: 'display', sizePx: SIZE.lead, leading: 1.2 } as const;
const DEFINITION = { sizePx: SIZE.small, leading: 1.4 } as const;

interface ColumnsProps {
  readonly spreads: readonly Spread[];
  readonly widthPx: number;
}

export function columnsHeightPx(spreads: readonly Spread[], widthPx: number): number {
  return Math.ceil(lay({ spreads, widthPx }).heightPx);
}

export function Columns(props: ColumnsProps) {
  return <g>{lay(props).nodes}</g>;
}

interface Laid {
  readonly nodes: readonly VNode[];
  readonly heightPx: number;
}

function lay({ spreads, widthPx }: ColumnsProps): Laid {
  const wide = widthPx >= WIDE_PX;
  const x = wide ? QUESTION_PX + GAP_PX : 0;
  const columnPx = wide ? (widthPx - x - GAP_PX) / 2 : widthPx;
  const nowX = wide ? x + columnPx + GAP_PX : 0;
  const nodes: VNode[] = wide ? [<Heads key="heads" thenX={x} nowX={nowX} />] : [];
  let top = wide ? HEAD_PX : 0;
  for (const spread of spreads) {
    nodes.push(<path key={`${spread.chapter}-rule`} d={`M0 ${round(top)}H${widthPx}`} stroke={ink('ink')} />);
    nodes.push(
      <TextBlock
        key={spread.chapter}
        x={0}
        y={top + ROW_TOP_PX + 4}
        {...WORDS}
        widthPx={wide ? QUESTION_PX : widthPx}
      >
        {chapterName(spread.chapter)}
      </TextBlock>,
    );
    let y = top + ROW_TOP_PX + (wide ? 0 : SIZE.lead + 14);
    spread.pairings.forEach(({ then, now }, index) => {
      const last = index === spread.pairings.length - 1;
      const left = layEntry(then, x, y, columnPx);
      const right = stack(now, nowX, wide ? y : y + left.heightPx + ENTRY_GAP_PX, columnPx);
      const missing =
        last && spread.gather !== ''
          ? gatherNote(spread.gather, nowX, wide ? y : y + left.heightPx + ENTRY_GAP_PX, columnPx)
          : null;
      nodes.push(...left.nodes, ...right.nodes, ...(missing?.nodes ?? []));
      const rightPx = Math.max(right.heightPx, missing?.heightPx ?? 0);
      const gapPx = rightPx > 0 ? ENTRY_GAP_PX : 0;
      y += (wide ? Math.max(left.heightPx, rightPx) : left.heightPx + gapPx + rightPx) + ENTRY_GAP_PX;
    });
    top = y - ENTRY_GAP_PX + ROW_BOTTOM_PX;
  }
  return { nodes, heightPx: top };
}

/** The two heads: 2013 quiet, what came since in the accent. */
function Heads({ thenX, nowX }: { readonly thenX: number; readonly nowX: number }) {
  return (
    <g>
      <Label x={thenX - 2} y={56} face="display" sizePx={SIZE.hero} role="ink3">
        2013
      </Label>
      <Label x={nowX - 2} y={56} face="display" sizePx={SIZE.hero} role="accent">
        Since
      </Label>
    </g>
  );
}

function stack(entries: readonly Entry[], x: number, top: number, widthPx: number): Laid {
  const nodes: VNode[] = [];
  let y = top;
  for (const entry of entries) {
    const laid = layEntry(entry, x, y, widthPx);
    nodes.push(...laid.nodes);
    y += laid.heightPx + ENTRY_GAP_PX;
  }
  return { nodes, heightPx: entries.length === 0 ? 0 : y - ENTRY_GAP_PX - top };
}

/** Tag, number with its interval, label, definition. */
function layEntry(entry: Entry, x: number, top: number, widthPx: number): Laid {
  const { number, aside, words, label, definition, figure, tag, same } = entry;
  const role = same ? 'accent' : 'ink';
  const nodes: VNode[] = [
    <Label
      key={`${figure}-tag`}
      x={x}
      y={top + 2}
      face="sansBold"
      sizePx={SIZE.fine}
      role={same ? 'accent' : 'ink2'}
      trackingPx={0.9}
    >
      {tag.toUpperCase()}
    </Label>,
  ];
  let y = top + 2;
  if (number !== '') {
    y += 40;
    nodes.push(
      <Label
        key={`${figure}-number`}
        x={x - 1}
        y={y}
        face="display"
        sizePx={SIZE.larger}
        role={role}
        figure={figure}
      >
        {number}
      </Label>,
      <Label
        key={`${figure}-aside`}
        x={x + textWidthPx(number, 'display', SIZE.larger) + 8}
        y={y}
        sizePx={SIZE.fine}
        role="ink2"
        figure={figure}
      >
        {aside}
      </Label>,
    );
  }
  if (words !== '') {
    y += 30;
    nodes.push(
      <TextBlock
        key={`${figure}-words`}
        x={x}
        y={y}
        {...WORDS}
        face={words === 'lost' ? 'italic' : 'display'}
        widthPx={widthPx}
        figure={figure}
      >
        {words}
      </TextBlock>,
    );
    y += textBlockHeightPx(words, { ...WORDS, widthPx });
  }
  y += 22;
  nodes.push(
    <TextBlock key={`${figure}-label`} x={x} y={y} face="sansBold" widthPx={widthPx} leading={1.3}>
      {label}
    </TextBlock>,
  );
  y += textBlockHeightPx(label, { face: 'sansBold', widthPx }) + 19;
  nodes.push(
    <TextBlock key={`${figure}-definition`} x={x} y={y} {...DEFINITION} role="ink2" widthPx={widthPx}>
      {definition}
    </TextBlock>,
  );
  y += textBlockHeightPx(definition, { ...DEFINITION, widthPx });
  return { nodes, heightPx: y - top };
}

function gatherNote(text: string, x: number, top: number, widthPx: number): Laid {
  const style = { face: 'italic', sizePx: SIZE.body, leading: 1.3 } as const;
  const lines = wrapText(text, style.face, style.sizePx, widthPx).length;
  return {
    nodes: [
      <TextBlock key={`${x}-${top}`} x={x} y={top + 14} {...style} role="ink2" widthPx={widthPx}>
        {text}
      </TextBlock>,
    ],
    heightPx: 14 + (lines - 1) * style.sizePx * style.leading,
  };
}
