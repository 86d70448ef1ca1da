/**
 * What must be in the store once every event of a world has reached it at least once, in whatever order and however often.
 * Worked out from the world alone, by rules written down here a second time and nowhere shared with the flow.
 */

import { HEALTH_WORD, POST, type World, isoOf } from './world.ts';

export interface ExpectedPost {
  /** `at://DID/app.bsky.feed.post/RKEY`. */
  readonly uri: string;
  readonly did: string;
  readonly text: string;
  readonly postedAt: string;
  readonly timeFlagged: boolean;
}

export interface Expectation {
  /** Health posts that may be seen, by address. */
  readonly visible: ReadonlyMap<string, ExpectedPost>;
  /** Addresses of posts that were deleted or whose account left after their last version. */
  readonly gone: ReadonlySet<string>;
  /** Posts created in each hour (`2026-07-04T10:00:00.000Z`), about health or not, deleted since or not. */
  readonly postsByHour: ReadonlyMap<string, number>;
  readonly authorsByHour: ReadonlyMap<string, number>;
}

interface Version {
  readonly did: string;
  readonly timeUs: number;
  readonly text: string;
  readonly createdAt: string;
}

/** Folds the world. Order of delivery plays no part: only the times of the events do. */
export function expectationOf(world: World): Expectation {
  const versions = new Map<string, Version>();
  const firstVersions = new Map<string, Version>();
  const deleted = new Set<string>();
  const lastLeft = new Map<string, number>();

  for (const event of world.events) {
    if (event.what.kind === 'account' && !event.what.active) lastLeft.set(event.did, event.timeUs);
    if (event.what.kind !== 'commit' || event.what.commit.collection !== POST) continue;
    const { operation, rkey, record } = event.what.commit;
    const uri = `at://${event.did}/${POST}/${rkey}`;
    if (operation === 'delete') {
      deleted.add(uri);
      continue;
    }
    const version = {
      did: event.did,
      timeUs: event.timeUs,
      text: String(record?.text),
      createdAt: String(record?.createdAt),
    };
    versions.set(uri, version);
    if (!firstVersions.has(uri)) firstVersions.set(uri, version);
  }

  const visible = new Map<string, ExpectedPost>();
  const gone = new Set<string>();
  for (const [uri, version] of versions) {
    if (deleted.has(uri) || (lastLeft.get(version.did) ?? -1) >= version.timeUs) {
      gone.add(uri);
      continue;
    }
    if (!version.text.includes(HEALTH_WORD)) continue;
    const { time, flagged } = usableTime(version);
    visible.set(uri, { uri, did: version.did, text: version.text, postedAt: time, timeFlagged: flagged });
  }

  const posts = new Map<string, number>();
  const authors = new Map<string, Set<string>>();
  for (const version of firstVersions.values()) {
    const hour = `${usableTime(version).time.slice(0, 13)}:00:00.000Z`;
    posts.set(hour, (posts.get(hour) ?? 0) + 1);
    authors.set(hour, (authors.get(hour) ?? new Set()).add(version.did));
  }
  const authorsByHour = new Map([...authors].map(([hour, dids]) => [hour, dids.size]));
  return { visible, gone, postsByHour: posts, authorsByHour };
}

function usableTime(version: Version): { time: string; flagged: boolean } {
  const year = Number(version.createdAt.slice(0, 4));
  const impossible = year < 2004 || year > Number(isoOf(version.timeUs).slice(0, 4));
  return { time: impossible ? isoOf(version.timeUs) : version.createdAt, flagged: impossible };
}
