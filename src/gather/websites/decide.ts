/**
 * Which of a page's links are accounts of the organisation, of the system it belongs to, or of somebody else.
 * Evidence adds up: where a link stands, what holds it, and whether the handle bears the organisation's or the site's name.
 * Rather none than another's: a link that only might be theirs is left out.
 */

import { NETWORKS, type Network } from '../../records.ts';
import { readHandle } from '../handles.ts';
import type { PageLink, Place } from './page-links.ts';

export interface Site {
  /** The organisation's name in the registry. */
  readonly name: string;
  /** Host of the page, such as `www.lakeviewhospital.org`. */
  readonly host: string;
  readonly title: string;
}

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

const PLACE_SCORE: Readonly<Record<Place, number>> = {
  footer: 3,
  header: 3,
  nav: 2,
  aside: 2,
  meta: 2,
  feed: 3,
  'json-ld': 2,
  attribute: 2,
  main: 1,
  article: -3,
};

const SOCIAL =
  /\b(?:socials?|social-?(?:media|links?|icons?|nav|menu|list|bar|follow)|follow|follow-?us|connect|connect-?with|stay-?connected|find us|join us|our networks|s[ií]guenos|redes(?:-sociales)?|conecta)\b|social/;
const VENDOR =
  /\b(?:powered by|web(?:site)? (?:design|by|development|development by)|site (?:design|by)|design(?:ed)? by|developed by|built by|hosted by|built with|theme by|made by|agency|vendor|dise[ñn]o web)\b|site-?credit|credits|attribution|powered-?by/;
const SHARE =
  /\bshar(?:e|es|er|ing)\b|addthis|addtoany|sharethis|a2a_|share-?(?:bar|buttons?|links?|this)|compartir/;
const PARTNER =
  /\b(?:partners?|sponsors?|affiliat\w+|accredit\w+|awards?|associations?|resources?|members? of|related|testimonials?|meet (?:our|the)|our (?:doctors|team|providers|physicians)|staff|bio|physician|author|byline)\b/;
const POST_LIKE = /\b(?:post|tweet|embed|story|news|article|feed-?item|event|press)\b/;
/** Another body's account beside the hospital's, by its handle. */
const ANOTHER_BODY =
  /foundation|fdn|fndtn|auxiliary|giving|philanthrop|careers|jobs|recruit|alumni|giftshop|residency|nursing|union|volunteer|fundacion/;
const VENDOR_HANDLES = new Set([
  'wordpress',
  'wix',
  'squarespace',
  'weebly',
  'godaddy',
  'drupal',
  'joomla',
  'shopify',
  'hubspot',
  'facebook',
  'twitter',
  'x',
  'instagram',
  'youtube',
  'linkedin',
  'google',
  'meta',
  'addthis',
  'sharethis',
  'elegantthemes',
  'scorpion',
  'cdcgov',
  'cdc',
  'cms',
  'cmsgov',
  'hhsgov',
  'fda',
  'who',
  'jointcommission',
  'thejointcommission',
  'leapfroggroup',
  'usnews',
  'healthgrades',
  'mychart',
  'epic',
  'press_ganey',
  'pressganey',
  'ahahospitals',
  'americanheart',
  'redcross',
]);

/** Words that most hospitals bear and that tell none from another. */
const COMMON = new Set(
  'a an and at by de del for in la las los of on the to hospital hospitals medical center centre centro medico health healthcare care system systems services regional memorial community county general district clinic clinica saint st inc llc corporation authority university school medicine surgical surgery rehabilitation rehab behavioral mental psychiatric critical access specialty acute hosp med ctr hlth mem reg hc dba north south east west northern southern eastern western valley city state'.split(
    ' ',
  ),
);

interface Candidate {
  readonly network: Network;
  readonly handle: string;
  readonly url: string;
  score: number;
  readonly bearsName: boolean;
  readonly bearsSite: boolean;
  place: Place;
}

/** At most one account of each network and kind of link, in the order of `NETWORKS`. */
export function decideAccounts(links: readonly PageLink[], site: Site): FoundAccount[] {
  const candidates = new Map<string, Candidate>();
  for (const link of links) {
    const account = accountOf(link);
    if (!account) continue;
    const key = `${account.network} ${account.handle}`;
    const known = candidates.get(key);
    const score = scoreOf(link);
    if (!known) {
      candidates.set(key, {
        ...account,
        ...relation(account.handle, account.network, site, link),
        score,
        place: link.place,
      });
      continue;
    }
    // The best place counts; a second one says that it is no accident.
    if (score > known.score) known.place = link.place;
    known.score = Math.max(score, known.score) + (score > 0 ? 0.5 : 0);
  }
  const judged = [...candidates.values()].map((candidate) => ({
    candidate,
    total: candidate.score + nameScore(candidate, site),
  }));
  return NETWORKS.flatMap((network) => {
    const mine = judged
      .filter(({ candidate, total }) => candidate.network === network && total >= ENOUGH)
      .sort((a, b) => b.total - a.total);
    const own = mine.find(({ candidate }) => !isSystem(candidate, site));
    const system = own ? undefined : mine[0];
    return [own, system].flatMap((found) =>
      found
        ? [
            {
              network,
              handle: found.candidate.handle,
              url: found.candidate.url,
              link: found === own ? ('own' as const) : ('system' as const),
              place: found.candidate.place,
            },
          ]
        : [],
    );
  });
}

function accountOf(link: PageLink): { network: Network; handle: string; url: string } | null {
  if (link.place === 'feed')
    return /comments?\b/i.test(`${link.url} ${link.label}`)
      ? null
      : (readHandle(link.url, 'blog').account ?? null);
  const { account } = readHandle(
    unwrap(link.url),
    link.isRelMe && /\/@[^/]+$/.test(link.url) ? 'mastodon' : undefined,
  );
  if (!account || account.network === 'blog') return null;
  return account;
}

/** A link that leads through a counter or a filter names its target in a parameter. */
function unwrap(url: string): string {
  const address = URL.parse(url);
  if (!address) return url;
  for (const key of ['u', 'url', 'q', 'target', 'to', 'dest', 'destination', 'redirect', 'link', 'goto']) {
    const inner = address.searchParams.get(key);
    if (
      inner &&
      /^https?:\/\//i.test(inner) &&
      !/\b(?:share|sharer|intent|dialog|shareArticle|pin\/create)\b/i.test(address.pathname)
    )
      return inner;
  }
  return url;
}

function scoreOf(link: PageLink): number {
  const words = `${link.context} ${link.label}`;
  let score = PLACE_SCORE[link.place];
  if (link.isRelMe) score += 2;
  if (link.place === 'json-ld')
    score += /organi[sz]ation|hospital|medical|localbusiness|clinic/i.test(link.context) ? 1 : -3;
  if (VENDOR.test(words)) score -= 7;
  if (SHARE.test(link.context)) score -= 3;
  if (SOCIAL.test(words)) score += 2;
  if (link.place !== 'footer' && link.place !== 'header' && PARTNER.test(words)) score -= 3;
  if (link.place === 'main' && POST_LIKE.test(link.context)) score -= 2;
  return score;
}

function nameScore({ handle, bearsName, bearsSite }: Candidate, site: Site): number {
  const plain = flat(handle);
  if (VENDOR_HANDLES.has(plain)) return -9;
  if (ANOTHER_BODY.test(plain) && !ANOTHER_BODY.test(flat(site.name))) return -9;
  if (bearsName) return 3;
  return bearsSite ? 2 : -1;
}

/** The parent's account: the site bears its name and the handle too, but the organisation's own name is in neither. */
function isSystem({ bearsName, bearsSite }: Candidate, site: Site): boolean {
  if (bearsName) return false;
  return bearsSite && !siteBearsName(site);
}

function relation(
  handle: string,
  network: Network,
  site: Site,
  link: PageLink,
): { bearsName: boolean; bearsSite: boolean } {
  // Numbers and channel ids bear no name; the place and the label speak for them.
  const isOpaque = /^(?:\d+|uc[\w-]{22}|profile\.php.*)$/i.test(handle) && network !== 'blog';
  const text = flat(isOpaque ? link.label : handle);
  return {
    bearsName:
      network === 'blog' ||
      bearsNameOf(text, site.name) ||
      (link.subject !== undefined && sameName(link.subject.name, site.name)),
    bearsSite: bearsSiteOf(text, site.host) || isOpaque,
  };
}

function siteBearsName(site: Site): boolean {
  return bearsNameOf(flat(siteLabel(site.host)), site.name);
}

function bearsNameOf(text: string, name: string): boolean {
  if (text === '') return false;
  const words = wordsOf(name);
  const telling = words.filter((word) => !COMMON.has(word) && word.length >= 3);
  if (telling.some((word) => text.includes(word.slice(0, 8)))) return true;
  const initials = words
    .filter((word) => !['of', 'the', 'and', 'at', 'de', 'for'].includes(word))
    .map((word) => word[0])
    .join('');
  if (initials.length >= 3 && (text.startsWith(initials) || text.endsWith(initials))) return true;
  // "Community Hospital" has no telling word: then the whole name must be there.
  return telling.length === 0 && text.includes(words.slice(0, 2).join(''));
}

function bearsSiteOf(text: string, host: string): boolean {
  const label = flat(siteLabel(host));
  if (label.length < 3 || text === '') return false;
  if (text.includes(label) || (text.length >= 4 && label.includes(text))) return true;
  let shared = 0;
  while (shared < Math.min(text.length, label.length) && text[shared] === label[shared]) shared += 1;
  return shared >= 5;
}

/** `www.lakeview-hospital.org` is `lakeview-hospital`. */
function siteLabel(host: string): string {
  const parts = host
    .toLowerCase()
    .replace(/^www\d?\./, '')
    .split('.');
  return parts.length > 2 && parts.at(-2) !== undefined && (parts.at(-2) ?? '').length <= 3
    ? (parts.at(-3) ?? '')
    : (parts.at(-2) ?? parts[0]);
}

function sameName(a: string, b: string): boolean {
  const telling = wordsOf(b).filter((word) => !COMMON.has(word));
  const other = new Set(wordsOf(a));
  return telling.length > 0 && telling.every((word) => other.has(word));
}

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'\u2019.]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}

function flat(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}
