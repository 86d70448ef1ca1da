/**
 * What kind of body a link leads to, by its registrable domain (method f). A shortener that nobody resolved is
 * "unresolved", a look-alike or an archived copy "unclassified": rather unknown than guessed.
 */

import { parse } from 'tldts';
import type { LinkType } from '../records.ts';
import {
  ARCHIVE,
  HEALTH_ORGANISATION,
  HOSPITAL,
  INTERGOVERNMENTAL,
  NEWS,
  PLATFORM,
  RESEARCH,
  RESEARCH_HOSTS,
  SHORTENER,
} from './links/lists.ts';

/** Domains that a study's own registries vouch for; each is a set of registrable domains in lower case. */
export interface LinkRegistries {
  readonly hospital?: ReadonlySet<string>;
  readonly healthOrganisation?: ReadonlySet<string>;
  readonly government?: ReadonlySet<string>;
  readonly education?: ReadonlySet<string>;
  readonly news?: ReadonlySet<string>;
  /** A dated list that the study names; none is built in, and no outlet of it is ever named in a figure. */
  readonly lowCredibility?: ReadonlySet<string>;
}

const NONE: LinkRegistries = {};

/** Public suffixes under which only a government, or only a school, can register. */
const GOVERNMENT_SUFFIX = /^(?:gov|mil|fed\.us|(?:gov|gob|gouv|govt|gub|go|gc|mil|guv|gv)\.[a-z]{2})$/;
const EDUCATION_SUFFIX = /^(?:edu|(?:edu|ac|sch|k12)\.[a-z]{2}|k12\.[a-z]{2}\.us)$/;
/** Governments that register under an ordinary suffix. */
const GOVERNMENT_DOMAIN = new Set([
  'gc.ca',
  'canada.ca',
  'admin.ch',
  'bund.de',
  'gov.uk',
  'service.gov.uk',
  'www.nhs.uk',
]);
/** American states and towns under the old locality names: `state.il.us`, `ci.austin.tx.us`. */
const LOCALITY = /(?:^|\.)(?:state\.[a-z]{2}|(?:ci|co|city|county|town|vil)\.[a-z-]+\.[a-z]{2})\.us$/;

/** The types of the links, once each, in the order in which they appear. */
export function linkTypes(links: readonly string[], registries: LinkRegistries = NONE): LinkType[] {
  const types: LinkType[] = [];
  for (const link of links) {
    const type = linkType(link, registries);
    if (!types.includes(type)) types.push(type);
  }
  return types;
}

/** The type of one link. What is no web address at all is unclassified. */
export function linkType(link: string, registries: LinkRegistries = NONE): LinkType {
  const { hostname, domain, publicSuffix, isIp } = parse(link);
  if (!hostname || isIp) return 'unclassified';
  const host = hostname.toLowerCase();
  if (RESEARCH_HOSTS.has(host)) return 'research';
  if (SHORTENER.has(host)) return 'unresolved';
  if (isGovernment(host, domain, publicSuffix)) return 'government';
  // The trusts of the NHS register under nhs.uk; www.nhs.uk itself is the government's site, in the list above.
  if (publicSuffix === 'nhs.uk') return 'hospital';
  if (publicSuffix === 'int') return 'intergovernmental';
  return typeOfDomain(host, domain ?? host, publicSuffix, registries);
}

/** The registrable domain, for counting distinct author-domain pairs; null for what has none. */
export function registrableDomain(link: string): string | null {
  return parse(link).domain;
}

function isGovernment(host: string, domain: string | null, suffix: string | null): boolean {
  if (domain !== null && GOVERNMENT_DOMAIN.has(domain)) return true;
  if (suffix === null) return false;
  return GOVERNMENT_SUFFIX.test(suffix) || GOVERNMENT_SUFFIX.test(host) || LOCALITY.test(host);
}

function typeOfDomain(
  host: string,
  domain: string,
  suffix: string | null,
  registries: LinkRegistries,
): LinkType {
  // A study's own list comes before ours: it knows its place and its day.
  if (registries.lowCredibility?.has(domain)) return 'low-credibility';
  if (registries.hospital?.has(domain) || HOSPITAL.has(domain) || HOSPITAL.has(host)) return 'hospital';
  if (registries.government?.has(domain)) return 'government';
  if (registries.healthOrganisation?.has(domain) || HEALTH_ORGANISATION.has(domain))
    return 'health-organisation';
  if (INTERGOVERNMENTAL.has(domain)) return 'intergovernmental';
  if (SHORTENER.has(domain)) return 'unresolved';
  if (ARCHIVE.has(domain)) return 'unclassified';
  if (RESEARCH.has(domain)) return 'research';
  if (registries.news?.has(domain) || NEWS.has(domain) || NEWS.has(host)) return 'news';
  if (PLATFORM.has(domain) || PLATFORM.has(host)) return 'platform';
  if (registries.education?.has(domain) || (suffix !== null && EDUCATION_SUFFIX.test(suffix)))
    return 'education';
  return 'unclassified';
}
