/** Makes the narrow rows that figures count, when the posts behind them have changed. */

import type { Store } from './store.ts';

/**
 * What changes whenever a post comes, changes or goes. Read as it lies on the disk: a merge of parts may cost a
 * rebuild too many, but no change is missed.
 */
const MARK = `SELECT concat(
  (SELECT concat(toString(count()), '/', toString(sum(version)), '/', toString(sum(is_deleted))) FROM posts), ' ',
  (SELECT concat(toString(count()), '/', toString(sum(toUnixTimestamp64Milli(at)))) FROM tombstones), ' ',
  (SELECT concat(toString(count()), '/', toString(sum(version)), '/', toString(sum(is_deleted))) FROM repeats), ' ',
  (SELECT concat(toString(count()), '/', toString(sum(toUnixTimestamp64Milli(at))), '/', toString(sum(posts))) FROM batches), ' ',
  (SELECT concat(toString(count()), '/', toString(sum(cityHash64(author)))) FROM organisation_authors), ' ',
  (SELECT concat(toString(count()), '/', toString(sum(version))) FROM follower_counts), ' ',
  {healthFrom:String}
) AS mark SETTINGS final = 0`;

const FACT_TABLES = ['post_facts', 'post_days', 'month_totals', 'fact_answers'] as const;

/** Whose followers are known: see `keep/tables/followers.ts`. */
const ORGANISATIONS = `('hospital', 'health-organisation', 'government')`;

const ENGAGEMENT = `ifNull(likes, 0) + ifNull(reposts, 0) + ifNull(replies, 0) + ifNull(quotes, 0)`;

/** Each reading with the moment from which it is the nearest: halfway from the one before, and for the first since ever. */
const READINGS = `SELECT followed, followers AS reading_followers,
  if(number = 1, toDateTime64('1970-01-01 00:00:00', 3, 'UTC'),
    before + toIntervalMillisecond(intDiv(dateDiff('millisecond', before, seen_at), 2))) AS nearest_from
FROM (
  SELECT cityHash64(network, author) AS followed, followers, seen_at, row_number() OVER readings AS number,
    lagInFrame(seen_at) OVER readings AS before
  FROM live_followers WINDOW readings AS (PARTITION BY network, author ORDER BY seen_at ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)
)`;

/** What declares itself a bot is left out of every figure. What a registry says of an account goes before what its profile says. */
const FACTS = `SELECT {generation:UInt64} AS generation, ifNull(state, '') AS state,
  toStartOfMonth(posted_at) AS month, toDate(posted_at) AS day, network, source,
  author_hash AS author, if(registered_role = '', ifNull(role, ''), registered_role) AS role, ifNull(state_tier, '') AS tier, first_person,
  health >= {healthFrom:Float32} AS health, topics,
  multiIf(
    length(link_types) = 1, arrayMap(domain -> (cityHash64(domain), link_types[1]), link_domains),
    length(link_types) = length(link_domains),
      arrayMap((domain, type) -> (cityHash64(domain), type), link_domains, link_types),
    []
  ) AS links,
  if(length(link_types) > 1 AND length(link_types) != length(link_domains), 1, 0) AS links_unassigned,
  practices,
  if(counted_at >= posted_at + INTERVAL 72 HOUR, ${ENGAGEMENT}, NULL) AS engagement,
  reply_to != '' AS is_reply,
  if(answered_author = author_hash, '', answered_role) AS answered_role,
  model_version AS model,
  if(engagement IS NULL OR role NOT IN ${ORGANISATIONS}, NULL, nullIf(reading_followers, 0)) AS followers,
  if(followers IS NULL, [], arrayFilter((kind, n) -> n > 0, ['likes', 'reposts', 'replies', 'quotes'],
    [ifNull(likes, 0), ifNull(reposts, 0), ifNull(replies, 0), ifNull(quotes, 0)])) AS interactions
FROM (
  SELECT network, id, author, posted_at, source, role, state, state_tier, first_person, health, topics, link_types,
    link_domains, practices, counted_at, likes, reposts, replies, quotes, reply_to, model_version,
    if(reply_to = '', 0, cityHash64(network, reply_to)) AS answers, cityHash64(network, author) AS author_hash
  FROM counted_posts WHERE ifNull(role, '') != 'bot'
) AS counted
GLOBAL ANY LEFT JOIN (
  SELECT cityHash64(network, id) AS answered, ifNull(role, 'unknown') AS answered_role,
    cityHash64(network, author) AS answered_author
  FROM live_posts
  WHERE cityHash64(network, id) GLOBAL IN (SELECT cityHash64(network, reply_to) FROM posts WHERE reply_to != '')
) AS answered_posts ON answers = answered
GLOBAL ANY LEFT JOIN (
  SELECT cityHash64(a.network, a.author) AS registered,
    multiIf(o.kind = 'hospital', 'hospital', o.kind = 'health-department', 'government', 'health-organisation') AS registered_role
  FROM organisation_authors AS a INNER JOIN current_organisations AS o ON o.registry = a.registry AND o.id = a.organisation_id
) AS organisations ON author_hash = registered
GLOBAL ASOF LEFT JOIN (${READINGS}) AS readings ON author_hash = followed AND posted_at >= nearest_from`;

const DAYS = `SELECT generation, state, network, source, model, day, count() AS posts FROM post_facts
WHERE generation = {generation:UInt64} AND health GROUP BY generation, state, network, source, model, day`;

const TOTALS = `SELECT {generation:UInt64} AS generation, network, source, toStartOfMonth(hour) AS month, sum(posts) AS posts,
  uniqCombined64MergeState(authors) AS authors
FROM batches WHERE network != '' GROUP BY network, source, month`;

/**
 * Brings `current_facts` up to date. Costs one look at the versions of all posts when nothing has changed. Two at once do not
 * meet: each writes a generation of its own, and the later one is read.
 * @param healthFrom probability from which a post counts as one about health: the model's threshold
 * @returns whether the rows were made anew
 */
export async function refreshPostFacts(
  store: Store,
  healthFrom: number,
  now: Date = new Date(),
  random: () => number = Math.random,
): Promise<boolean> {
  const [{ mark }] = await store.query<{ mark: string }>(MARK, { healthFrom: String(healthFrom) });
  const [last] = await store.query<{ generation: number; mark: string }>(
    'SELECT generation, mark FROM fact_marks ORDER BY generation DESC LIMIT 1',
  );
  if (last?.mark === mark) return false;
  const made = now.getTime() * 1000 + Math.floor(random() * 1000);
  // A clock that was set back must not hide what is new.
  const generation = last ? Math.max(made, last.generation + 1) : made;
  await store.command(`INSERT INTO post_facts ${FACTS}`, { generation, healthFrom });
  await store.command(`INSERT INTO post_days ${DAYS}`, { generation });
  await store.command(`INSERT INTO month_totals ${TOTALS}`, { generation });
  await store.insert('fact_marks', [{ generation, mark, at: now.toISOString() }]);
  // With the former generation goes whatever a run cut short left unmarked.
  await dropGenerations(store, generation);
  return true;
}

/** Empties them: for a deletion that must be gone from the disk before the next edition. */
export async function dropPostFacts(store: Store): Promise<void> {
  await dropGenerations(store, Number.MAX_SAFE_INTEGER);
}

/** Marks first: rows without a mark are seen by nobody. */
async function dropGenerations(store: Store, before: number): Promise<void> {
  await store.remove('fact_marks', `generation < ${before}`);
  for (const table of FACT_TABLES) {
    const rows = await store.query<{ generation: number }>(
      `SELECT DISTINCT generation FROM ${table} WHERE generation < {before:UInt64} ORDER BY generation`,
      { before },
    );
    for (const { generation } of rows) await store.dropPartition(table, generation);
  }
}
