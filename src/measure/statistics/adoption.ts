/**
 * Adoption of a network by the facilities of a state: rate, "at least" or counts, by how many were looked at.
 * No row in an account list means unknown; absence of a row is never a "no".
 */

import { displayCount, displayPercent, percentDecimals, roundDown } from '../rounding.ts';
import { wilson, type Interval } from './wilson.ts';

export interface AdoptionCounts {
  readonly facilities: number;
  readonly present: number;
  /** Somebody looked by a written procedure and found none. */
  readonly confirmedAbsent: number;
  readonly unknown: number;
  /** Checked more than 365 days before the reporting day; behaves as unknown. */
  readonly stale: number;
}

export type AdoptionDisplay = 'rate' | 'at_least' | 'counts_only' | 'no_denominator';

export interface Adoption {
  /** Share of facilities that were looked at and are not stale; null without facilities. */
  readonly coverage: number | null;
  readonly rateAmongKnown: number | null;
  /** Wilson 95 % interval of the rate among known. */
  readonly interval: Interval | null;
  /** Share present if every unknown one were absent, and if every one were present. */
  readonly lowerBound: number | null;
  readonly upperBound: number | null;
  readonly display: AdoptionDisplay;
  readonly text: string;
}

/** A rate is printed from this coverage on, and for this many facilities. */
export const RATE_FROM_COVERAGE = 0.8;
export const RATE_FROM_FACILITIES = 10;
const FRESH_DAYS = 365;
const DAY_MS = 86_400_000;

/** Whether a link checked on one day still counts on the reporting day (both `YYYY-MM-DD`). */
export function isFresh(checkedOn: string, asOf: string): boolean {
  return Date.parse(asOf) - Date.parse(checkedOn) <= FRESH_DAYS * DAY_MS;
}

/** What may be said of these counts, and the words for it. Throws when the parts exceed the facilities. */
export function adoption(counts: AdoptionCounts): Adoption {
  const { facilities, present, confirmedAbsent, unknown, stale } = counts;
  const known = present + confirmedAbsent;
  if (known + unknown + stale !== facilities)
    throw new RangeError(
      `adoption: ${present} present, ${confirmedAbsent} absent, ${unknown} unknown and ${stale} stale do not make ${facilities} facilities`,
    );
  if (facilities === 0)
    return {
      coverage: null,
      rateAmongKnown: null,
      interval: null,
      lowerBound: null,
      upperBound: null,
      display: 'no_denominator',
      text: 'No facilities of this type',
    };
  const coverage = known / facilities;
  const display = decide(facilities, coverage);
  return {
    coverage,
    rateAmongKnown: known ? present / known : null,
    interval: wilson(present, known),
    lowerBound: present / facilities,
    upperBound: (present + unknown + stale) / facilities,
    display,
    text: words(display, counts),
  };
}

function decide(facilities: number, coverage: number): AdoptionDisplay {
  if (facilities < RATE_FROM_FACILITIES) return 'counts_only';
  return coverage >= RATE_FROM_COVERAGE ? 'rate' : 'at_least';
}

function words(display: AdoptionDisplay, counts: AdoptionCounts): string {
  const present = displayCount(counts.present);
  const all = displayCount(counts.facilities);
  if (display === 'counts_only') return `${present} of ${all}`;
  if (display === 'at_least') {
    const unchecked = displayCount(counts.unknown + counts.stale);
    return `At least ${atLeastPercent(counts)} (${present} of ${all}; ${unchecked} not checked recently)`;
  }
  const known = counts.present + counts.confirmedAbsent;
  return `${displayPercent(counts.present / known, known)} (${present} of ${displayCount(known)} checked)`;
}

/** Rounded down, but a presence is never printed as 0 %: then as many decimals as it takes. */
function atLeastPercent({ present, facilities }: AdoptionCounts): string {
  const percent = (100 * present) / facilities;
  let decimals: number = percentDecimals(facilities);
  while (present > 0 && roundDown(percent, decimals) === 0) decimals += 1;
  return `${roundDown(percent, decimals).toFixed(decimals)}%`;
}
