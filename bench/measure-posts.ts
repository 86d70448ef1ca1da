/** Seeded posts for the benchmark of measuring, made inside the engine: nothing crosses the process. */

import type { Store } from '../src/keep/store.ts';
import { STATES } from '../src/states.ts';
import { LINK_TYPES, PRACTICES, ROLES } from '../src/records.ts';

const CHUNK = 1_000_000;
const AUTHORS = 400_000;
/** Two years of posts, as a study of growth would have. */
const DAYS = 730;
const FROM = '2024-01-01';
const TOPICS = 120;

/** A number from 0 to 2^32 - 1 that depends on the row and on `purpose` alone. */
const random = (purpose: string) => `(cityHash64(number, '${purpose}') % 4294967296)`;
const pick = (values: readonly string[], purpose: string) =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + ${random(purpose)} % ${values.length}]`;
/** Of an author, not of a post: people keep their role and their state. */
const ofAuthor = (values: readonly string[], purpose: string) =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + cityHash64(writer, '${purpose}') % ${values.length}]`;

/** Fills a store with posts of which about one in a thousand was deleted and one in fifty is a repost. */
export async function insertPosts(store: Store, posts: number): Promise<void> {
  const states = STATES.map(({ code }) => code);
  const columns = `network, id, author, key, posted_at, seen_at, stood_at, source, language, link_domains, reply_to,
    repost_of, likes, reposts, replies, quotes, counted_at, simhash, health, sense, first_person, topics, role, state,
    state_tier, link_types, practices, vocabulary_version, model_version, rules_version, version`;
  for (let from = 0; from < posts; from += CHUNK) {
    const count = Math.min(CHUNK, posts - from);
    await store.command(`INSERT INTO posts (${columns})
WITH
  // A few write much, most write little.
  toUInt32(${AUTHORS} * pow(${random('writer')} / 4294967296, 3)) AS writer,
  toDateTime64('${FROM} 00:00:00', 3, 'UTC') + toIntervalSecond(${random('time')} % ${DAYS * 86_400}) AS at,
  cityHash64(writer, 'placed') % 10 < 4 AS placed,
  cityHash64(writer, 'role') % 10 < 6 AS has_role,
  ${random('link')} % 10 < 3 AS has_link,
  ${random('engagement')} % 10 < 5 AS has_engagement
SELECT if(writer % 5 = 0, 'mastodon', 'bluesky') AS network, hex(sipHash128(number)) AS id,
  hex(sipHash128(writer, 'author')) AS author, 'bench' AS key, at AS posted_at, at AS seen_at, at AS stood_at, network AS source,
  'en' AS language,
  if(has_link, [concat('site', toString(${random('site')} % 5000), '.example')], []) AS link_domains,
  if(${random('reply')} % 10 < 2, hex(sipHash128(toUInt64(${random('answered')} % ${posts}))), '') AS reply_to,
  if(${random('repost')} % 50 = 0, hex(sipHash128(number + 1)), '') AS repost_of,
  if(has_engagement, toUInt32(pow(${random('likes')} / 4294967296, 8) * 200), NULL) AS likes,
  if(has_engagement, 0, NULL) AS reposts, if(has_engagement, ${random('replies')} % 3, NULL) AS replies,
  if(has_engagement, 0, NULL) AS quotes, if(has_engagement, at + INTERVAL 80 HOUR, NULL) AS counted_at,
  sipHash64(number) AS simhash, 0.5 + ${random('health')} / 8589934592 AS health, 'literal' AS sense,
  if(${random('own')} % 10 < 2, 'own', 'none') AS first_person,
  arrayMap(place -> concat('topic-', toString(toUInt32(${TOPICS} * pow(cityHash64(number, place) % 4294967296 / 4294967296, 2)))),
    range(1 + ${random('topics')} % 3)) AS topics,
  if(has_role, ${ofAuthor(ROLES, 'which role')}, NULL) AS role, if(placed, ${ofAuthor(states, 'which state')}, NULL) AS state,
  if(placed, if(cityHash64(writer, 'tier') % 3 = 0, 'B', 'A'), NULL) AS state_tier,
  if(has_link, [${pick(LINK_TYPES, 'type')}], []) AS link_types,
  arrayFilter((practice, place) -> cityHash64(number, place, 'practice') % 8 = 0,
    [${PRACTICES.map((practice) => `'${practice}'`).join(', ')}], range(${PRACTICES.length})) AS practices,
  'bench' AS vocabulary_version, 'bench' AS model_version, 'bench' AS rules_version,
  toUnixTimestamp64Micro(at) AS version
FROM numbers(${from}, ${count})`);
  }
  await store.command(`INSERT INTO tombstones SELECT network, 'post' AS scope, id AS key, 'deleted' AS reason,
  posted_at AS at, source FROM posts WHERE cityHash64(id) % 1000 = 0`);
  await insertFollowers(store);
  await insertTotals(store);
}

/** A reading a month of every organisation's followers. */
export async function insertFollowers(store: Store): Promise<void> {
  await store.command(`INSERT INTO follower_counts (network, author, key, source, seen_at, stood_at, followers, version)
WITH toDateTime64('${FROM} 12:00:00', 3, 'UTC') + toIntervalDay(30 * month) AS at,
  20 + (cityHash64(author, 'followers') % 20000) + 10 * month AS followers
SELECT network, author, 'bench' AS key, network AS source, at AS seen_at, at AS stood_at, followers,
  bitOr(bitShiftLeft(toUInt64(toUnixTimestamp(at)), 32), followers) AS version
FROM (SELECT DISTINCT network, author FROM posts WHERE role IN ('hospital', 'health-organisation', 'government'))
ARRAY JOIN range(${Math.floor(DAYS / 30)}) AS month`);
}

/** All posts seen, ten times those about health, hour by hour. */
async function insertTotals(store: Store): Promise<void> {
  await store.command(`INSERT INTO batches (source, shard, sequence, network, hour, run, posts, authors, at)
SELECT network AS source, '' AS shard, number AS sequence, network, toDateTime('${FROM} 00:00:00', 'UTC') + toIntervalHour(number) AS hour,
  'bench' AS run, 5000 AS posts,
  arrayReduce('uniqCombined64State', arrayMap(place -> cityHash64(network, (${random('author')} + place * 2654435761) % ${AUTHORS}), range(200))) AS authors,
  now64(3) AS at
FROM numbers(${DAYS * 24}) ARRAY JOIN ['bluesky', 'mastodon'] AS network`);
}
