/** The finding for the masthead, where the figures of 2013 carry one: trust set beside sharing for the same source. */

import type { Figures } from './panel.ts';
import { printed } from './numbers.ts';
import { compareRows, standing } from './ranking.ts';
import { cite, type Words } from './words.ts';

/** Null when the figures are not there or the rules do not carry the sentence. */
export function trustedMoreThanTold(figures: Figures): Words | null {
  const trust = figures['trust-2013'];
  const share = figures['share-2013'];
  const leader = standing(trust?.rows ?? []).leaders[0];
  const told = share?.rows.find((row) => row.label === leader?.label);
  if (!leader || !told || compareRows([[leader, told]])[0] !== 'higher') return null;
  const who = leader.label.toLowerCase();
  return [
    cite(printed(leader), 'trust-2013', leader.id),
    ` in 100 would trust what a ${who} posts; `,
    cite(printed(told), 'share-2013', told.id),
    ` would share their own health with one`,
  ];
}
