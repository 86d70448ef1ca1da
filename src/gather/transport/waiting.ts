/** Waiting between attempts: exponential back-off with full jitter, and sleeps that a signal ends. */

import { setTimeout as timer } from 'node:timers/promises';
import type { GatherEffects } from '../source.ts';

const FIRST_MS = 250;
const LONGEST_MS = 30_000;

/**
 * Milliseconds to wait before attempt `attempt` (from 0): anywhere between 0 and min(30 s, 250 ms * 2^attempt), so that
 * many clients cut off together do not come back together ("full jitter", Brooker 2015, AWS Architecture Blog).
 */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(attempt, 20));
}

/** Waits; rejects with the signal's reason when it fires first. */
export async function pause(
  milliseconds: number,
  effects: GatherEffects,
  signal?: AbortSignal,
): Promise<void> {
  if (effects.sleep) return effects.sleep(milliseconds, signal);
  await timer(milliseconds, undefined, signal ? { signal } : {});
}

export function randomOf(effects: GatherEffects): () => number {
  return effects.random ?? Math.random;
}
