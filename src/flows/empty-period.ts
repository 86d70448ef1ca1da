/** A period without posts, told in one sentence instead of as a lack of posts. */

import type { Store } from '../keep/store.ts';
import type { Study } from '../study.ts';

interface DaysRow {
  readonly posts: number;
  readonly within: number;
  readonly first: string;
  readonly last: string;
}

/** The sentence where posts about health were gathered and none of them falls within the study's period; else null. */
export async function emptyPeriod(
  { period, as_of }: Pick<Study, 'period' | 'as_of'>,
  store: Store,
): Promise<string | null> {
  const from = period.from ?? '1970-01-01';
  const to = period.to ?? as_of;
  const [days] = await store.query<DaysRow>(
    `SELECT sum(d.posts) AS posts, sumIf(d.posts, day >= toDate({from:String}) AND day <= toDate({to:String})) AS within,
  toString(min(day)) AS first, toString(max(day)) AS last FROM current_days AS d`,
    { from, to },
  );
  if (days.posts === 0 || days.within > 0) return null;
  const asked = period.from === undefined ? `up to ${to}` : `from ${from} to ${to}`;
  const where = period.to === undefined && days.first > to ? '"as_of" or "period"' : '"period"';
  return `No posts about health ${asked}: those gathered are of ${days.first} to ${days.last}; mend ${where} in the study, or gather that time.`;
}
