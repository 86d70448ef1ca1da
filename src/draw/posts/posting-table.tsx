/**
 * How organisations use their accounts: a line for each kind and network, typeset as a table; below, organisations that a registry names, each beside
 * the median of its peers. What was not gathered is a dash, which is not a nought.
 */

import { counted } from '../../counted.ts';
import type { Figure, FigureRow } from '../../records.ts';
import { Capitals } from '../marks/capitals.tsx';
import { Label, TextBlock } from '../marks/label.tsx';
import { SmallHead } from '../marks/small-head.tsx';
import { numberOf, reference, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { besidePeers, farthest, namedBesidePeers, PeerLines, peerLinesHeightPx } from './beside-peers.tsx';
import { isShown, type PartProps, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';
import { printedPosts } from './printed-posts.ts';

const HEAD_PX = 44;
const COLUMN_HEAD_PX = 24;
const WIDE_PX = 640;
const LINE_PX = { wide: 44, narrow: 112 } as const;
const NAMED_GAP_PX = 20;
const NAMED_HEAD_PX = 66;
/** From this width six heads in capitals stand clear of each other. */
const CAPITALS_PX = 900;
const DASH = '–';

/** What the table shows of each kind, in its order. */
const MEASURES = [
  ['weekly', 'posts a week'],
  ['engagement', 'engagement'],
  ['image', 'with image'],
  ['video', 'with video'],
  ['link', 'with link'],
  ['answering', 'answer'],
] as const;

export const POSTING_TABLE: PostsPart = { heightPx, Part };

interface Line {
  readonly label: string;
  readonly accounts: number | null;
  readonly cells: ReadonlyMap<string, FigureRow>;
}

/** A line for each kind of organisation on each network, in the order of the figure. */
export function postingLines({ rows }: Figure): readonly Line[] {
  const kinds = rows.filter((row) => typeof row.group === 'string' && typeof row.measure === 'string');
  return [...Map.groupBy(kinds, (row) => `${textOf(row, 'role')} ${textOf(row, 'network')}`).values()].map(
    (of) => ({
      label: of.find(({ measure }) => measure === 'weekly')?.label ?? textOf(of[0], 'group'),
      accounts: of[0].n,
      cells: new Map(of.map((row) => [textOf(row, 'measure'), row])),
    }),
  );
}

function heightPx({ figure, widthPx }: Omit<PartProps, 'y'>): number {
  const lines = postingLines(figure).length;
  const named = namedBesidePeers(figure.rows).length;
  const wide = widthPx >= WIDE_PX;
  const tablePx = HEAD_PX + (wide ? COLUMN_HEAD_PX : 0) + lines * (wide ? LINE_PX.wide : LINE_PX.narrow);
  return tablePx + (named > 0 ? NAMED_HEAD_PX + peerLinesHeightPx(named, widthPx) : 0);
}

function Part({ figure, y, widthPx }: PartProps) {
  const wide = widthPx >= WIDE_PX;
  const lines = postingLines(figure);
  const top = y + HEAD_PX + (wide ? COLUMN_HEAD_PX : 0);
  const linePx = wide ? LINE_PX.wide : LINE_PX.narrow;
  const named = namedBesidePeers(figure.rows).map((row) => besidePeers(figure.id, row, printedCell(row)));
  const namedTop = top + lines.length * linePx + NAMED_GAP_PX;
  return (
    <g>
      <SmallHead x={0} y={y} widthPx={widthPx} text="Posts gathered: how organizations use their accounts" />
      {wide && <ColumnHeads y={y + HEAD_PX + 14} widthPx={widthPx} />}
      {lines.map((line, index) =>
        wide ? (
          <WideLine key={line.label} line={line} figure={figure} y={top + index * linePx} widthPx={widthPx} />
        ) : (
          <NarrowLine
            key={line.label}
            line={line}
            figure={figure}
            y={top + index * linePx}
            widthPx={widthPx}
          />
        ),
      )}
      {named.length > 0 && (
        <g>
          <PartHead
            y={namedTop}
            widthPx={widthPx}
            full="Posts a week: each filled, the median of its peers hollow"
            brief="Posts a week; the median of its peers hollow"
            briefBelowPx={WIDE_PX}
          />
          <PeerLines
            lines={named}
            y={namedTop + NAMED_HEAD_PX - NAMED_GAP_PX - 13}
            widthPx={widthPx}
            most={farthest(named)}
          />
        </g>
      )}
    </g>
  );
}

/** The right edge of a column of numbers. */
function columnX(index: number, widthPx: number): number {
  const labelPx = widthPx * 0.28;
  return labelPx + ((widthPx - labelPx) / MEASURES.length) * (index + 1);
}

function ColumnHeads({ y, widthPx }: { readonly y: number; readonly widthPx: number }) {
  return (
    <g>
      {MEASURES.map(([measure, title], index) =>
        widthPx >= CAPITALS_PX ? (
          <Capitals key={measure} x={columnX(index, widthPx)} y={y} anchor="end">
            {title.toUpperCase()}
          </Capitals>
        ) : (
          <Label key={measure} x={columnX(index, widthPx)} y={y} sizePx={SIZE.fine} role="ink2" anchor="end">
            {title}
          </Label>
        ),
      )}
    </g>
  );
}

interface LineProps {
  readonly line: Line;
  readonly figure: Figure;
  readonly y: number;
  readonly widthPx: number;
}

function WideLine({ line, figure, y, widthPx }: LineProps) {
  return (
    <g>
      <path d={`M0 ${y}H${widthPx}`} stroke={ink('rule')} />
      <TextBlock x={0} y={y + 20} face="sansBold" widthPx={widthPx * 0.28} leading={1.2}>
        {line.label}
      </TextBlock>
      <Label x={0} y={y + 36} sizePx={SIZE.fine} role="ink2">
        {accountsOf(line)}
      </Label>
      {MEASURES.map(([measure], index) => {
        const row = line.cells.get(measure);
        const x = columnX(index, widthPx);
        return (
          <g key={measure}>
            <Label
              x={x}
              y={y + 23}
              face="display"
              sizePx={SIZE.lead}
              anchor="end"
              figure={row && isShown(row) ? reference(figure.id, row) : undefined}
            >
              {cellOf(row)}
            </Label>
            <Label x={x} y={y + 37} sizePx={SIZE.fine} role="ink2" anchor="end">
              {quartilesOf(row)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** Three numbers in two rows below the label. */
function NarrowLine({ line, figure, y, widthPx }: LineProps) {
  return (
    <g>
      <path d={`M0 ${y}H${widthPx}`} stroke={ink('rule')} />
      <Label x={0} y={y + 18} face="sansBold">
        {line.label}
      </Label>
      <Label x={widthPx} y={y + 18} sizePx={SIZE.fine} role="ink2" anchor="end">
        {accountsOf(line)}
      </Label>
      {MEASURES.map(([measure, title], index) => {
        const row = line.cells.get(measure);
        const x = (index % 3) * (widthPx / 3);
        const top = y + 42 + Math.floor(index / 3) * 38;
        return (
          <g key={measure}>
            <Label
              x={x}
              y={top}
              face="display"
              sizePx={SIZE.lead}
              figure={row && isShown(row) ? reference(figure.id, row) : undefined}
            >
              {cellOf(row)}
            </Label>
            <Label x={x} y={top + 14} sizePx={SIZE.fine} role="ink2">
              {title}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

function accountsOf({ accounts }: Line): string {
  return accounts === null ? '' : counted(accounts, 'account');
}

function cellOf(row: FigureRow | undefined): string {
  return row && isShown(row) ? printedCell(row) : DASH;
}

function quartilesOf(row: FigureRow | undefined): string {
  const [low, high] = [row && numberOf(row, 'quartileLow'), row && numberOf(row, 'quartileHigh')];
  if (!row || typeof low !== 'number' || typeof high !== 'number') return '';
  return `${printedCell({ ...row, value: low })} to ${printedCell({ ...row, value: high })}`;
}

/** Posts a week and engagement need no hundredths. */
function printedCell(row: FigureRow): string {
  if (row.unit !== 'ratio' || row.value === null) return printedPosts(row);
  return row.value < 10 ? row.value.toFixed(1) : row.value.toFixed(0);
}
