/** What a store holds after a run, held against what the oracle says must be there. */

import type { Expectation } from '../../simulators/oracle.ts';
import type { Dump } from './dump.ts';

export interface Comparison {
  readonly lost: readonly string[];
  readonly twice: readonly string[];
  readonly deletedVisible: readonly string[];
  /** Anything else that differs: texts, times, totals, the ledger. */
  readonly wrong: readonly string[];
}

/** @param idOf a post's pseudonym by its address */
export function compareWithOracle(
  dump: Dump,
  expectation: Expectation,
  idOf: (uri: string) => string,
): Comparison {
  const visible = new Map([...expectation.visible.values()].map((post) => [idOf(post.uri), post]));
  const goneIds = new Set([...expectation.gone].map(idOf));
  const rows = Map.groupBy(dump.posts, (post) => post.id);
  const texts = new Map(dump.texts.map(({ id, text }) => [id, text]));
  const wrong: string[] = [];

  for (const [id, post] of visible) {
    const [row] = rows.get(id) ?? [];
    if (!row) continue;
    if (row.posted_at !== post.postedAt)
      wrong.push(`${post.uri}: posted ${row.posted_at}, not ${post.postedAt}`);
    if ((row.time_flag !== '') !== post.timeFlagged) wrong.push(`${post.uri}: time flag "${row.time_flag}"`);
    if (texts.get(id) !== post.text) wrong.push(`${post.uri}: text "${texts.get(id)}", not "${post.text}"`);
  }
  for (const { id } of dump.posts)
    if (!visible.has(id) && !goneIds.has(id)) wrong.push(`${id} is no health post of this world`);
  for (const { id, text } of dump.lyingTexts)
    if (text !== '' && (goneIds.has(id) || !visible.has(id)))
      wrong.push(`a text that must be gone lies on the disk: ${text}`);

  const hours = new Map(dump.totals.map((total) => [new Date(total.hour).toISOString(), total]));
  for (const [hour, posts] of expectation.postsByHour) {
    const total = hours.get(hour);
    if (total?.posts !== posts) wrong.push(`${hour}: ${total?.posts} posts in the totals, not ${posts}`);
    const authors = expectation.authorsByHour.get(hour);
    if (total?.authors !== authors)
      wrong.push(`${hour}: ${total?.authors} authors in the totals, not ${authors}`);
  }
  const counts = new Map(dump.ledger.map(({ outcome, count }) => [outcome, count]));
  const sum = ['kept', 'filtered', 'duplicate', 'quarantined'].reduce(
    (total, name) => total + (counts.get(name) ?? 0),
    0,
  );
  if (sum !== counts.get('read'))
    wrong.push(`the ledger accounts for ${sum} of ${counts.get('read')} records`);

  return {
    lost: [...visible].filter(([id]) => !rows.has(id)).map(([, post]) => post.uri),
    twice: [...rows].filter(([, same]) => same.length > 1).map(([id]) => id),
    deletedVisible: dump.posts.filter(({ id }) => goneIds.has(id)).map(({ id }) => id),
    wrong,
  };
}
