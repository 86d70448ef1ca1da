/** The finding for the masthead: trust set beside sharing, from the latest survey or else from the sheet of 2013. */

import type { Figures } from './panel.ts';
import { printed } from './numbers.ts';
import { compareRows, standing } from './ranking.ts';
import { surveyItems, surveyLeader, wholePercent } from './survey.ts';
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
    `In ${String(leader.date).slice(0, 4)}, `,
    cite(printed(leader), 'trust-2013', leader.id),
    ` in 100 would trust what a ${who} posts; `,
    cite(printed(told), 'share-2013', told.id),
    ` would share their own health with one`,
  ];
}

/** Whom adults trust a lot, beside how many shared health of their own; null without a clear leader or the survey. */
export function trustAndSharingNow(figures: Figures): Words | null {
  const leader = surveyLeader(surveyItems(figures['trust-survey']));
  const shared = surveyItems(figures['share-survey']).find(({ later }) => later.item === 'shared-personal');
  if (!leader || shared?.later.cycle !== leader.cycle) return null;
  return [
    `In ${String(leader.cycle)}, `,
    cite(wholePercent(leader), 'trust-survey', leader.id),
    ` of adults trusted ${leader.label.toLowerCase()} a lot on cancer; `,
    cite(wholePercent(shared.later), 'share-survey', shared.later.id),
    ' shared their own health on social media',
  ];
}
