/**
 * A small network that exists only in tests: accounts that post, edit, delete, like, follow, leave and come back.
 * Every event has a sequence number and a time of its own, as Jetstream gives them.
 */

import { type Random, seededRandom } from './random.ts';

export interface WorldEvent {
  readonly seq: number;
  /** Microseconds since 1970 at which the network saw it. */
  readonly timeUs: number;
  readonly did: string;
  readonly what:
    | { readonly kind: 'commit'; readonly commit: WorldCommit }
    | { readonly kind: 'identity' }
    | { readonly kind: 'account'; readonly active: boolean; readonly status: string | null };
}

export interface WorldCommit {
  readonly operation: 'create' | 'update' | 'delete';
  readonly collection: string;
  readonly rkey: string;
  readonly record: Readonly<Record<string, unknown>> | null;
}

export interface World {
  readonly events: readonly WorldEvent[];
}

export const POST = 'app.bsky.feed.post';
/** The word by which the tests' reader knows a post about health. */
export const HEALTH_WORD = 'influenza';

const HEALTH_TEXTS = [
  'Third day of influenza and the fever will not go down',
  'Got my influenza jab this morning, sore arm',
  'La influenza otra vez en casa, pobres niños',
  'Is it influenza or just a cold, asking before I call the surgery',
];
const OTHER_TEXTS = [
  'Look at this sunset over the harbour',
  'My train is late again',
  'New record on the way, listen to the first song',
  'Qué partido anoche',
  '今日はいい天気ですね',
];

const HOUR_US = 3_600_000_000;

const SHARES: readonly (readonly [string, number])[] = [
  ['like', 0.5],
  ['repost', 0.08],
  ['follow', 0.05],
  ['post', 0.22],
  ['edit', 0.03],
  ['delete', 0.06],
  ['leave', 0.012],
  ['return', 0.008],
  ['identity', 0.015],
  ['other', 0.025],
];

const ACCOUNTS = 40;
const SUMMER = Date.UTC(2026, 6, 4, 10, 15);

/** Builds a world of `size` events from a seed, beginning at `startMs`: milliseconds apart, with two jumps of an hour. */
export function buildWorld(seed: number, size: number, startMs = SUMMER): World {
  const random = seededRandom(seed);
  const dids = Array.from({ length: ACCOUNTS }, (_, index) => didOf(seed, index));
  const own = new Map<string, { rkey: string; createdAt: string }[]>();
  const away = new Set<string>();
  const events: WorldEvent[] = [];
  let timeUs = startMs * 1000;

  for (let seq = 1; seq <= size; seq += 1) {
    timeUs += 1 + random.below(2000) + (seq % Math.ceil(size / 3) === 0 ? HOUR_US : 0);
    const present = dids.filter((did) => !away.has(did));
    const did = random.pick(present.length ? present : dids);
    const mine = own.get(did) ?? [];
    const kind = chooseKind(random);
    const push = (what: WorldEvent['what'], who = did) => {
      events.push({ seq, timeUs, did: who, what });
    };
    const commit = (
      operation: WorldCommit['operation'],
      collection: string,
      rkey: string,
      record: object | null,
    ) => {
      push({
        kind: 'commit',
        commit: { operation, collection, rkey, record: record as WorldCommit['record'] },
      });
    };

    if (kind === 'edit' && mine.length > 0) {
      const post = random.pick(mine);
      commit('update', POST, post.rkey, postRecord(random, post.createdAt, ` (edited at ${seq})`));
    } else if (kind === 'delete') {
      // Some deletions name a post from before the stream began.
      const rkey =
        mine.length > 0 && random.chance(0.85)
          ? mine.splice(random.below(mine.length), 1)[0].rkey
          : `old${seq}`;
      commit('delete', POST, rkey, null);
    } else if (kind === 'leave') {
      away.add(did);
      push({
        kind: 'account',
        active: false,
        status: random.pick(['deactivated', 'deleted', 'suspended', 'takendown']),
      });
      own.set(did, []);
    } else if (kind === 'return' && away.size > 0) {
      const back = random.pick([...away]);
      away.delete(back);
      push({ kind: 'account', active: true, status: null }, back);
    } else if (kind === 'identity') {
      push({ kind: 'identity' });
    } else if (kind === 'like' || kind === 'repost' || kind === 'follow' || kind === 'other') {
      commit('create', COLLECTIONS[kind], `3k${seq.toString(32)}`, {
        $type: COLLECTIONS[kind],
        createdAt: isoOf(timeUs),
        subject: {
          cid: 'bafyreiworld',
          uri: `at://${random.pick(dids)}/${POST}/3k${random.below(seq).toString(32)}`,
        },
      });
    } else {
      const rkey = `3p${seq.toString(32)}`;
      const createdAt = claimedTime(random, timeUs);
      own.set(did, [...mine, { rkey, createdAt }]);
      commit('create', POST, rkey, postRecord(random, createdAt, ''));
    }
  }
  return { events };
}

const COLLECTIONS = {
  like: 'app.bsky.feed.like',
  repost: 'app.bsky.feed.repost',
  follow: 'app.bsky.graph.follow',
  other: 'fm.example.alpha.status',
} as const;

function chooseKind(random: Random): string {
  let left = random.next();
  for (const [kind, share] of SHARES) {
    left -= share;
    if (left < 0) return kind;
  }
  return 'like';
}

function postRecord(random: Random, createdAt: string, suffix: string): object {
  const text = random.pick(random.chance(0.5) ? HEALTH_TEXTS : OTHER_TEXTS) + suffix;
  return { $type: POST, createdAt, langs: ['en'], text };
}

/** One post in thirty carries a time that cannot be. */
function claimedTime(random: Random, timeUs: number): string {
  if (!random.chance(1 / 30)) return isoOf(timeUs - random.below(3_000_000));
  return random.pick(['0001-01-01T00:00:00.000Z', '1970-01-01T00:00:00.000Z', '2093-05-05T05:05:05.000Z']);
}

export function isoOf(timeUs: number): string {
  return new Date(Math.floor(timeUs / 1000)).toISOString();
}

function didOf(seed: number, index: number): string {
  const letters = 'abcdefghijklmnopqrstuvwxyz234567';
  const random = seededRandom(seed * 1000 + index);
  return `did:plc:${Array.from({ length: 24 }, () => letters[random.below(32)]).join('')}`;
}
