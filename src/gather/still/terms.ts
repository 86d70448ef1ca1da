/** Terms of publishers of facts about organisations: nothing of persons, so nothing to delete or to expire. */

import type { Terms } from '../source.ts';

export function openTerms(licence: string, url: string): Terms {
  return { licence, url, keepTextDays: null, honoursDeletions: false, refuses: [] };
}
