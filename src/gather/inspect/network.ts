/** Guesses the network that a table of posts comes from. */

import type { Network } from '../../records.ts';
import type { Column } from './sample.ts';

/** By the addresses in it; where there are none, by what columns and file are called. */
export function guessNetwork(columns: readonly Column[], file: string): Network {
  const text = columns
    .flatMap((column) => column.values.slice(0, 20))
    .join(' ')
    .toLowerCase();
  const named: readonly (readonly [Network, RegExp])[] = [
    ['x', /\b(?:twitter|x)\.com\/|t\.co\//g],
    ['facebook', /facebook\.com\//g],
    ['instagram', /instagram\.com\//g],
    ['linkedin', /linkedin\.com\//g],
    ['tiktok', /tiktok\.com\//g],
    ['reddit', /reddit\.com\//g],
    ['bluesky', /bsky\.app\/|at:\/\/did:/g],
    ['youtube', /youtube\.com\/|youtu\.be\//g],
  ];
  const counted = named.map(([network, pattern]) => ({ network, count: text.match(pattern)?.length ?? 0 }));
  const best = counted.reduce((most, next) => (next.count > most.count ? next : most));
  if (best.count > 0) return best.network;
  const names = [...columns.map(({ name }) => name), ...file.split('/').slice(-3)].join(' ').toLowerCase();
  if (/tweet|twitter/.test(names)) return 'x';
  return named.find(([network]) => network !== 'x' && names.includes(network))?.[0] ?? 'blog';
}
