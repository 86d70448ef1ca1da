/**
 * What posts of organisations got for every 1,000 followers. Each network by itself, on a scale of its own, under the kinds of
 * interaction that its posts got: the median account of each kind with the middle half of them, then organisations beside their peers.
 */

import { counted } from '../../counted.ts';
import type { Figure, FigureRow } from '../../records.ts';
import { networkTitle } from '../../measure/posts.ts';
import { Label, TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { numberOf, reference, textOf } from '../rows.ts';
import {
  besidePeers,
  farthest,
  namedBesidePeers,
  PeerLines,
  peerLinesHeightPx,
  type PeerLine,
} from './beside-peers.tsx';
import { isShown, type PostsPart } from './part.ts';
import { PartHead } from './part-head.tsx';

/** Clear of what stands above. */
const GAP_PX = 18;
const HEAD_PX = 48;
/** From the rule to the words on what is hollow, filled and banded. */
const KEY_TOP_PX = 40;
const NETWORK_HEAD_PX = 26;
const AFTER_NETWORK_PX = 14;
const WIDE_PX = 640;
const KEY = 'Bands: the middle half of accounts. Hollow: the median account. Filled: the organization named.';

interface NetworkRates {
  readonly network: string;
  readonly title: string;
  readonly lines: readonly PeerLine[];
}

export const ENGAGEMENT_RATES: PostsPart = {
  heightPx: ({ figure, widthPx }) => {
    const networks = ratesByNetwork(figure);
    if (networks.length === 0) return 0;
    return networks.reduce((sum, { lines }) => sum + networkPx(lines, widthPx), topPx(widthPx));
  },
  Part: ({ figure, y, widthPx }) => {
    const networks = ratesByNetwork(figure);
    if (networks.length === 0) return null;
    let top = y + topPx(widthPx);
    return (
      <g>
        <PartHead
          y={y + GAP_PX}
          widthPx={widthPx}
          full="Engagement: likes, reposts, replies and quotes a post, for every 1,000 followers"
          brief="Engagement a post per 1,000 followers"
          briefBelowPx={WIDE_PX}
        />
        <TextBlock x={0} y={y + GAP_PX + KEY_TOP_PX} widthPx={widthPx} role="ink2">
          {KEY}
        </TextBlock>
        {networks.map(({ network, title, lines }) => {
          const at = top;
          top += networkPx(lines, widthPx);
          return (
            <g key={network}>
              <Label x={0} y={at + 16} face="sansBold">
                {title}
              </Label>
              <PeerLines lines={lines} y={at + NETWORK_HEAD_PX} widthPx={widthPx} most={farthest(lines)} />
            </g>
          );
        })}
      </g>
    );
  },
};

/** The rows that are drawn, median accounts first. */
export function drawnRates({ rows }: Figure): readonly FigureRow[] {
  return [...rows.filter((row) => typeof row.group === 'string' && isShown(row)), ...namedBesidePeers(rows)];
}

export function printedRate(value: number | null): string {
  if (value === null) return 'not known';
  if (value < 1) return value.toFixed(2);
  return value.toFixed(value < 10 ? 1 : 0);
}

function ratesByNetwork(figure: Figure): readonly NetworkRates[] {
  const networks = Map.groupBy(drawnRates(figure), (row) => textOf(row, 'network'));
  return [...networks].map(([network, rows]) => ({
    network,
    title: titleOf(network, rows),
    lines: rows.map((row) => lineOf(figure.id, row)),
  }));
}

/** `Mastodon: likes, reposts` where that is what its posts got. */
function titleOf(network: string, rows: readonly FigureRow[]): string {
  const kinds = new Set(rows.flatMap((row) => textOf(row, 'interactions').split(' ').filter(Boolean)));
  const counted = kinds.size > 0 ? `: ${[...kinds].join(', ')}` : '';
  return `${networkTitle(network)}${counted}`;
}

function lineOf(figureId: string, row: FigureRow): PeerLine {
  const printed = printedRate(row.value);
  if (typeof row.group !== 'string') return besidePeers(figureId, row, printed);
  return {
    label: `${row.group}, ${counted(row.n ?? 0, 'account')}`,
    own: null,
    median: row.value,
    low: numberOf(row, 'quartileLow'),
    high: numberOf(row, 'quartileHigh'),
    printed,
    figure: reference(figureId, row),
  };
}

const networkPx = (lines: readonly PeerLine[], widthPx: number) =>
  NETWORK_HEAD_PX + peerLinesHeightPx(lines.length, widthPx) + AFTER_NETWORK_PX;

const topPx = (widthPx: number) => GAP_PX + HEAD_PX + textBlockHeightPx(KEY, { widthPx });
