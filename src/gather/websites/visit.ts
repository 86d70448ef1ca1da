/** Visits one organisation's website: robots.txt, the home page, and a contact page where the home page has no account. */

import robotsModule from 'robots-parser';
import type { AccountStatus, Network } from '../../records.ts';
import { decideAccounts, undecidedNetworks, type FoundAccount } from './decide.ts';
import {
  fetchPage,
  PageError,
  POLITE_LIMITS,
  redirectTarget,
  type FetchLimits,
  type Page,
} from './fetch-page.ts';
import { readPageLinks, type PageContent, type PageLink } from './page-links.ts';

// The package's types describe an ES module; what it is, is CommonJS.
const robotsParser = robotsModule as unknown as (typeof robotsModule)['default'];

/** Networks that a website links to when it has an account there; others are never declared absent. */
export const LINKED_NETWORKS: readonly Network[] = [
  'facebook',
  'x',
  'youtube',
  'linkedin',
  'instagram',
  'tiktok',
  'threads',
  'bluesky',
  'pinterest',
];

const ROBOT_NAME = 'Auscult';
/** A page with less text than this that runs scripts is a shell: what a browser would show is not in it. */
const SHELL_TEXT_LENGTH = 250;
const MOST_REDIRECT_LINKS = 8;
const CONTACT = /contact|connect|about|follow|social|contacto|acerca/i;
const NAMES_NETWORK = /facebook|twitter|instagram|youtube|linked-?in|tiktok|threads|bluesky|pinterest/i;

export interface Visit {
  readonly accounts: readonly (FoundAccount & { readonly evidence: string })[];
  /** Networks that the pages, read whole, hold no link to that might be the organisation's. */
  readonly absent: readonly Network[];
  /** Why nothing, or not all, could be read; "" when all was. */
  readonly problem: string;
  readonly evidence: string;
}

export interface VisitEffects {
  readonly limits?: FetchLimits;
  /** Waits between two requests to one host, in ms. */
  readonly pauseMs?: number;
  readonly wait?: (milliseconds: number) => Promise<void>;
}

/** Never throws for what a stranger's server does: that is the `problem`. */
export async function visitWebsite(
  name: string,
  website: string,
  effects: VisitEffects = {},
): Promise<Visit> {
  const limits = effects.limits ?? POLITE_LIMITS;
  const pause = async () => effects.wait?.(effects.pauseMs ?? 1000);
  try {
    const start = startOf(website);
    const mayVisit = await robotsOf(start, limits);
    if (!mayVisit(start)) return nothing('robots.txt asks not to be visited', start);
    await pause();
    const home = await fetchPage(start, limits);
    const pages = [await readPage(home, name, limits, mayVisit, pause)];
    const contact = pages[0].accounts.length === 0 ? contactLink(pages[0].content.links, home.url) : null;
    if (contact !== null && mayVisit(contact)) {
      await pause();
      pages.push(await readPage(await fetchPage(contact, limits), name, limits, mayVisit, pause));
    }
    return summarise(pages);
  } catch (error) {
    if (error instanceof PageError) return nothing(error.message, website);
    throw error;
  }
}

export function statusOf(visit: Visit, network: Network): AccountStatus {
  if (visit.accounts.some((account) => account.network === network && account.link === 'own'))
    return 'present';
  return visit.absent.includes(network) ? 'absent' : 'unknown';
}

interface ReadPage {
  readonly url: string;
  readonly content: PageContent;
  readonly accounts: readonly FoundAccount[];
  readonly undecided: readonly Network[];
  readonly problem: string;
}

async function readPage(
  page: Page,
  name: string,
  limits: FetchLimits,
  mayVisit: (url: string) => boolean,
  pause: () => Promise<unknown>,
): Promise<ReadPage> {
  const problem = problemOf(page);
  const content = readPageLinks(page.text, page.url);
  const isReadable = page.status < 400 && /html|^$/.test(page.type);
  const links = isReadable
    ? [...content.links, ...(await followed(content.links, page.url, limits, mayVisit, pause))]
    : [];
  const { hostname: host } = new URL(page.url);
  const site = { name, host, title: content.title };
  const accounts = decideAccounts(links, site);
  const undecided = undecidedNetworks(links, site);
  const shell =
    content.hasScripts && content.textLength < SHELL_TEXT_LENGTH ? 'the page is drawn by scripts' : '';
  const cut = content.isWhole ? '' : 'the page is too deep or has too many links to be read whole';
  return { url: page.url, content, accounts, undecided, problem: problem || shell || cut };
}

function problemOf({ status, type, whole }: Page): string {
  if (status !== 200) return `answer ${status}`;
  if (!type.includes('html')) return `no page but ${type || 'something without a type'}`;
  return whole ? '' : 'the page is larger than the limit';
}

/** The site's own redirects to networks ("/facebook", "/go?x=fb"), followed one step. */
async function followed(
  links: readonly PageLink[],
  pageUrl: string,
  limits: FetchLimits,
  mayVisit: (url: string) => boolean,
  pause: () => Promise<unknown>,
): Promise<PageLink[]> {
  const { hostname } = new URL(pageUrl);
  const own = links.filter((link) => {
    const { hostname: host, pathname, search } = new URL(link.url);
    return (
      host === hostname &&
      (NAMES_NETWORK.test(pathname + search) || NAMES_NETWORK.test(link.label)) &&
      link.place !== 'article'
    );
  });
  const found: PageLink[] = [];
  for (const link of [...new Map(own.map((one) => [one.url, one])).values()].slice(0, MOST_REDIRECT_LINKS)) {
    if (!mayVisit(link.url)) continue;
    await pause();
    const target = await redirectTarget(link.url, limits).catch(() => null);
    if (target !== null) found.push({ ...link, url: target });
  }
  return found;
}

function contactLink(links: readonly PageLink[], pageUrl: string): string | null {
  const { hostname } = new URL(pageUrl);
  const pages = links.filter(({ url, label }) => {
    const address = new URL(url);
    return (
      address.hostname === hostname &&
      (CONTACT.test(address.pathname) || CONTACT.test(label)) &&
      address.href.split('#')[0] !== pageUrl.split('#')[0]
    );
  });
  const best = pages.find(({ url, label }) => /contact/i.test(url) || /contact/i.test(label)) ?? pages.at(0);
  return best?.url.split('#')[0] ?? null;
}

function summarise(pages: readonly ReadPage[]): Visit {
  const accounts = new Map<string, FoundAccount & { evidence: string }>();
  for (const page of pages) {
    for (const account of page.accounts) {
      const key = `${account.network} ${account.link}`;
      if (!accounts.has(key)) accounts.set(key, { ...account, evidence: `${page.url} (${account.place})` });
    }
  }
  const problem = pages.find((page) => page.problem !== '')?.problem ?? '';
  const found = new Set([
    ...[...accounts.values()].map((account) => account.network),
    ...pages.flatMap((page) => page.undecided),
  ]);
  return {
    accounts: [...accounts.values()],
    absent: problem === '' ? LINKED_NETWORKS.filter((network) => !found.has(network)) : [],
    problem,
    evidence: pages.map((page) => page.url).join(' and '),
  };
}

function nothing(problem: string, evidence: string): Visit {
  return { accounts: [], absent: [], problem, evidence };
}

function startOf(website: string): string {
  const text = website.trim();
  const address = URL.parse(/^https?:\/\//i.test(text) ? text : `https://${text}`);
  if (!address?.hostname.includes('.')) throw new PageError(`"${text.slice(0, 200)}" is no web address`);
  return address.href;
}

/** RFC 9309: no robots.txt allows all, a server that fails allows nothing. */
async function robotsOf(start: string, limits: FetchLimits): Promise<(url: string) => boolean> {
  const { origin } = new URL(start);
  const url = `${origin}/robots.txt`;
  const page = await fetchPage(url, { ...limits, maxBytes: 512_000 });
  if (page.status >= 500) throw new PageError(`robots.txt answers ${page.status}`);
  if (page.status >= 400) return () => true;
  const robots = robotsParser(url, page.text);
  return (wanted) => new URL(wanted).origin !== origin || robots.isAllowed(wanted, ROBOT_NAME) !== false;
}
