/** How well profile locations are resolved to states, over all and by tier. */

import { type Interval, wilson } from '../../src/measure/statistics/wilson.ts';
import type { Reader } from '../../src/understand/reader.ts';
import type { PlainSet } from './plain-set.ts';

interface Share {
  readonly right: number;
  readonly of: number;
}

export interface StateAccuracy {
  readonly n: number;
  /** Of the locations that were given a state, how many got the labelled one. */
  readonly precision: number | null;
  /** Of the locations labelled with a state, how many got it. */
  readonly recall: number | null;
  readonly f1: number | null;
  readonly precisionA: number | null;
  readonly precisionB: number | null;
  /** Share of all locations that were given a state. */
  readonly resolved: number;
  readonly tiers: Readonly<Record<'A' | 'B', Share>>;
  /** At most twenty mistakes: the location, what was labelled, what came. */
  readonly mistakes: readonly string[];
}

export function measureStates(reader: Reader, set: PlainSet): StateAccuracy {
  const tiers = { A: { right: 0, of: 0 }, B: { right: 0, of: 0 } };
  const mistakes: string[] = [];
  let labelled = 0;
  for (const { location, label } of set.rows) {
    const expected = label === '' ? null : label;
    if (expected !== null) labelled += 1;
    const author = { name: '', bio: '', location, domain: '' };
    const { state, stateTier } = reader.read({ text: '', author });
    if (state !== null && stateTier !== null) {
      tiers[stateTier].of += 1;
      if (state === expected) tiers[stateTier].right += 1;
    }
    if (state !== expected && mistakes.length < 20) {
      mistakes.push(
        `"${location}": expected ${String(expected)}, got ${String(state)} ${stateTier ?? ''}`.trimEnd(),
      );
    }
  }
  const right = tiers.A.right + tiers.B.right;
  const given = tiers.A.of + tiers.B.of;
  return {
    n: set.rows.length,
    precision: ratio(right, given),
    recall: ratio(right, labelled),
    f1: ratio(2 * right, given + labelled),
    precisionA: ratio(tiers.A.right, tiers.A.of),
    precisionB: ratio(tiers.B.right, tiers.B.of),
    resolved: ratio(given, set.rows.length) ?? 0,
    tiers,
    mistakes,
  };
}

export function stateTable(set: PlainSet, states: StateAccuracy): string[] {
  const tier = (name: 'A' | 'B') => {
    const { right, of } = states.tiers[name];
    return `  tier ${name}: ${String(right)} of ${String(of)} right, ${share(ratio(right, of), wilson(right, of))}`;
  };
  return [
    `${set.name} (state): ${String(states.n)} locations, ${(100 * states.resolved).toFixed(1)} % given a state`,
    tier('A'),
    tier('B'),
    `  precision ${share(states.precision, null)}, recall ${share(states.recall, null)}, F1 ${share(states.f1, null)}`,
    ...states.mistakes.map((mistake) => `  ${mistake}`),
    '',
  ];
}

function share(value: number | null, interval: Interval | null): string {
  if (value === null) return '-';
  return interval
    ? `${value.toFixed(3)} (${interval.lower.toFixed(3)}-${interval.upper.toFixed(3)})`
    : value.toFixed(3);
}

function ratio(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
