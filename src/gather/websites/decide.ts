/**
 * Which of a page's links are accounts of the organisation, of the system it belongs to, or of somebody else.
 * Evidence adds up: where a link stands, what holds it, and whether the handle bears the organisation's or the site's name.
 * Rather none than another's: a link that only might be theirs is left out.
 */

import { NETWORKS, type Network } from '../../records.ts';
import { readHandle } from '../handles.ts';
import { bearingOf, flat, type Bearing, type Site } from './names.ts';
import type { PageLink, Place } from './page-links.ts';
import { isAnotherBody, isNobody, scoreOfPlace } from './signs.ts';
import { unwrap } from './unwrap.ts';

export interface FoundAccount {
  readonly network: Network;
  readonly handle: string;
  readonly url: string;
  readonly link: 'own' | 'system';
  /** The place in the page that spoke for it. */
  readonly place: Place;
}

/** Below this the evidence does not carry an account. */
const ENOUGH = 3;
/** From here up to `ENOUGH` a reader would look twice; below, the account is clearly somebody else's. */
const UNCLEAR = 0.5;
const FIT_SCORE: Readonly<Record<Bearing['fit'], number>> = { whole: 3, part: 1.5, site: 2, none: -1 };
/** Worse than any place can make good. */
const NEVER = -20;
const ANOTHER_BODY_SCORE = -9;
const ANOTHER_BODY_NEAR_SCORE = -4;

interface Account {
  readonly network: Network;
  readonly handle: string;
  readonly url: string;
}

interface Candidate extends Account {
  readonly link: 'own' | 'system';
  readonly score: number;
  readonly place: Place;
}

/** At most one account of each network and kind of link, in the order of `NETWORKS`. */
export function decideAccounts(links: readonly PageLink[], site: Site): FoundAccount[] {
  const best = candidatesOf(links, site)
    .filter(({ score }) => score >= ENOUGH)
    .sort((a, b) => b.score - a.score);
  return NETWORKS.flatMap((network) =>
    (['own', 'system'] as const).flatMap((kind) => {
      const found = best.find((candidate) => candidate.network === network && candidate.link === kind);
      if (!found) return [];
      const { handle, url, link, place } = found;
      return [{ network, handle, url, link, place }];
    }),
  );
}

/** Networks with an account that may be the organisation's and may not: of them the page proves nothing absent. */
export function undecidedNetworks(links: readonly PageLink[], site: Site): readonly Network[] {
  const unclear = candidatesOf(links, site).filter(({ score }) => score >= UNCLEAR && score < ENOUGH);
  return [...new Set(unclear.map(({ network }) => network))];
}

function candidatesOf(links: readonly PageLink[], site: Site): readonly Candidate[] {
  const candidates = new Map<string, Candidate>();
  for (const link of links) {
    const account = accountOf(link);
    if (!account) continue;
    const key = `${account.network} ${account.handle}`;
    candidates.set(key, better(candidates.get(key), judge(account, link, site)));
  }
  return [...candidates.values()];
}

function accountOf(link: PageLink): Account | null {
  if (link.place === 'feed')
    return /comments?\b/i.test(`${link.url} ${link.label}`)
      ? null
      : (readHandle(link.url, 'blog').account ?? null);
  const isMastodon = link.isRelMe && /\/@[^/]+$/.test(link.url);
  return readHandle(unwrap(link.url), isMastodon ? 'mastodon' : undefined).account ?? null;
}

/** The best place counts; a second one says that it is no accident. */
function better(known: Candidate | undefined, other: Candidate): Candidate {
  if (!known) return other;
  const [first, second] = other.score > known.score ? [other, known] : [known, other];
  return { ...first, score: first.score + (second.score > 0 ? 0.5 : 0) };
}

function judge(account: Account, link: PageLink, site: Site): Candidate {
  const { network, handle } = account;
  // A handle such as `company/name` or `user/name` names its account behind the stroke.
  const name = network === 'blog' ? handle : (handle.split('/').at(-1) ?? '');
  const { link: kind, fit } = bearing(name, network, link, site);
  const score = scoreOfPlace(link, fit === 'whole') + FIT_SCORE[fit] + against(name, link, fit, site);
  return { ...account, link: kind, score, place: link.place };
}

function bearing(name: string, network: Network, link: PageLink, site: Site): Bearing {
  if (network === 'blog') return { link: 'own', fit: 'whole' };
  if (!isNumber(name)) return bearingOf(name, site, link.subject?.name);
  // Numbers bear no name: the label speaks for them, and where it does not, the site on which they stand.
  const bearing = bearingOf(link.label, site, link.subject?.name);
  return bearing.fit === 'none' ? { ...bearing, fit: 'site' } : bearing;
}

const isNumber = (name: string) => /^\d+$|^UC[\w-]{22}$/.test(name);

/** What speaks against an account, whatever its place: it is nobody's, or another body's beside the organisation. */
function against(name: string, link: PageLink, fit: Bearing['fit'], site: Site): number {
  const plain = flat(name);
  if (isNobody(plain)) return NEVER;
  if (isAnotherBody(plain, site.name)) return ANOTHER_BODY_SCORE;
  const isSaid = isAnotherBody(flat(link.label), site.name) || isAnotherBody(flat(link.before), site.name);
  return isSaid && fit !== 'whole' ? ANOTHER_BODY_NEAR_SCORE : 0;
}
