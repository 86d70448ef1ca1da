/**
 * The nouns of the house. Records walk from left to right through the rooms
 * (gather, understand, keep, measure, draw, publish); every room imports them from here.
 *
 * Dates are ISO 8601 strings: `YYYY-MM-DD` for days, `YYYY-MM-DDTHH:mm:ss.sssZ` for instants (UTC).
 * Shares are fractions from 0 to 1 unless a `unit` says `percent`.
 */

/** Every network the house knows by name. `blog` stands for a blog or RSS feed; Google+ is closed and historic only. */
export const NETWORKS = [
  'facebook',
  'x',
  'youtube',
  'linkedin',
  'foursquare',
  'instagram',
  'tiktok',
  'threads',
  'bluesky',
  'mastodon',
  'reddit',
  'pinterest',
  'blog',
  'yelp',
  'flickr',
  'googleplus',
] as const;
export type Network = (typeof NETWORKS)[number];

/** Networks as their readers write them. */
export const NETWORK_NAMES: Readonly<Record<Network, string>> = {
  facebook: 'Facebook',
  x: 'X',
  youtube: 'YouTube',
  linkedin: 'LinkedIn',
  foursquare: 'Foursquare',
  instagram: 'Instagram',
  tiktok: 'TikTok',
  threads: 'Threads',
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  reddit: 'Reddit',
  pinterest: 'Pinterest',
  blog: 'Blogs',
  yelp: 'Yelp',
  flickr: 'Flickr',
  googleplus: 'Google+',
};

/** The kinds of organisation that are counted, each against its own registry. */
export const ORGANISATION_KINDS = [
  'hospital',
  'health-department',
  'health-system',
  'clinic',
  'pharmacy',
  'other-health',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export interface Organisation {
  /** Which registry names it: `cms-hospitals`, `hifld-hospitals`, `county-health-departments`, `wikidata`. */
  readonly registry: string;
  /** The registry's key, always a string: a CCN is six characters, zero-padded, and may hold letters. */
  readonly id: string;
  readonly kind: OrganisationKind;
  readonly name: string;
  /** Two-letter USPS code of the organisation's own address, or null where the registry has none. */
  readonly state: string | null;
  readonly city: string | null;
  readonly county: string | null;
  readonly postcode: string | null;
  /** The registry's own word for the owner ("Voluntary non-profit - Church"). */
  readonly ownership: string | null;
  /** The same in the words of this house, so that editions and registries can be compared: `non-profit`. */
  readonly ownershipGroup: string | null;
  /** The registry's own word for the type ("Critical Access Hospitals"). */
  readonly type: string | null;
  /** The same in the words of this house: `critical-access`. */
  readonly typeGroup: string | null;
  readonly website: string | null;
  readonly beds: number | null;
  /** The day the registry's edition speaks for. */
  readonly asOf: string;
}

export type AccountStatus = 'present' | 'absent' | 'unknown';

export interface Account {
  readonly registry: string;
  readonly organisationId: string;
  readonly network: Network;
  /** `own`: run by the organisation; `system`: run by the body it belongs to. */
  readonly link: 'own' | 'system';
  /** `absent` only when somebody looked by a written procedure and found none. */
  readonly status: AccountStatus;
  /** The one normal form of the handle or page, or null where only presence is known. */
  readonly handle: string | null;
  readonly url: string | null;
  /** Where it was seen, in words or as a URL. */
  readonly evidence: string;
  readonly seenOn: string;
  readonly source: string;
}

/** A figure of the literature, carried over in our own words. */
export interface PublishedFigure {
  /** The series it belongs to, such as `talk-2013`. */
  readonly series: string;
  readonly order: number;
  readonly label: string;
  readonly question: string;
  readonly subgroup: string;
  /** `US`, a USPS state code, or another country's ISO code. */
  readonly place: string;
  readonly network: Network | null;
  /** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`: as exactly as the source states it; `undated` where it states none. */
  readonly date: string;
  readonly value: number | null;
  readonly unit: 'percent' | 'count' | 'text';
  /** How the source gives the value: exactly, about, more than, less than. */
  readonly comparison: '=' | '~' | '>' | '<';
  readonly n: number | null;
  readonly base: string;
  readonly source: string;
  readonly confidence: string;
  /** What other pages print for the same thing; shown in the figure's notes. */
  readonly conflict: string;
  readonly note: string;
}

export interface PublishedSource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly year: number | null;
  readonly url: string;
  readonly kind: string;
  readonly note: string;
}

export interface Respondent {
  readonly survey: string;
  readonly id: string;
  readonly answers: Readonly<Record<string, string>>;
  readonly weight: number;
  /** Replicate weights, in the order of the survey's descriptor. */
  readonly replicates: readonly number[];
}

/** A post as its network gives it, after decoding and before reading. */
export interface Post {
  readonly network: Network;
  readonly id: string;
  /** The id by which the same post is known on every host of a network of many hosts; links copies of it. */
  readonly canonicalId?: string;
  /** The network's stable account id. It never reaches the store: the store keeps a keyed pseudonym. */
  readonly authorId: string;
  readonly postedAt: string;
  readonly seenAt: string;
  /** Set where the network's own time could not be believed, so that `postedAt` is the time seen. */
  readonly timeFlag?: 'impossible' | 'future' | 'late';
  readonly text: string;
  readonly languages: readonly string[];
  readonly links: readonly string[];
  readonly media: readonly Media[];
  readonly replyTo: string | null;
  readonly repostOf: string | null;
  readonly quoteOf: string | null;
  readonly engagement: Engagement | null;
  readonly author: AuthorProfile | null;
}

export interface Media {
  readonly kind: 'image' | 'video' | 'audio' | 'link';
  readonly alt: string;
}

export interface Engagement {
  readonly likes: number;
  readonly reposts: number;
  readonly replies: number;
  readonly quotes: number;
  /** The instant at which the counts were read. */
  readonly countedAt: string;
}

/** A profile as its author wrote it. Used to read role and place; never stored as text. */
export interface AuthorProfile {
  readonly name: string;
  readonly bio: string;
  readonly location: string;
  /** A domain the network has verified as the author's (a Bluesky domain handle), or "". */
  readonly domain: string;
  readonly isBot?: boolean;
  readonly isOrganisation?: boolean;
  /** As the network counted them; left out where it does not say. Kept of organisations alone. */
  readonly followers?: number;
  /** When they were counted, where that was not when the post was seen. */
  readonly followersAt?: string;
  /** The account as registries write it, where the network's own id is another. Kept, and keyed, of organisations alone. */
  readonly handle?: string;
}

/** A profile that stands by itself, without a post, as it was at one moment. */
export interface SeenProfile {
  readonly network: Network;
  readonly authorId: string;
  readonly author: AuthorProfile;
  readonly seenAt: string;
}

/** A post or a whole account that its network says is gone. */
export interface Tombstone {
  readonly network: Network;
  readonly scope: 'post' | 'account';
  /** The post's id, or the account's stable id. */
  readonly id: string;
  readonly reason: 'deleted' | 'deactivated' | 'suspended' | 'takendown' | 'withdrawn' | 'requested';
  readonly at: string;
}

export const ROLES = [
  'patient',
  'public',
  'clinician',
  'hospital',
  'health-organisation',
  'government',
  'news',
  'bot',
] as const;
export type Role = (typeof ROLES)[number];

export const LINK_TYPES = [
  'government',
  'education',
  'research',
  'hospital',
  'health-organisation',
  'news',
  'intergovernmental',
  'platform',
  'low-credibility',
  'unresolved',
  'unclassified',
] as const;
export type LinkType = (typeof LINK_TYPES)[number];

export const PRACTICES = [
  'image',
  'alt-text',
  'video',
  'credible-link',
  'question',
  'many-tags',
  'plain-language',
  'reply',
  'thread',
  'personal-story',
  'working-hours',
] as const;
export type Practice = (typeof PRACTICES)[number];

/** What `understand` says of one post. Every field may be "unknown": null or an empty list. */
export interface Reading {
  /** Probability, from 0 to 1, that the post is about health in a literal sense. */
  readonly health: number;
  readonly sense: 'literal' | 'figurative' | 'other';
  readonly firstPerson: 'own' | 'close-other' | 'none';
  readonly topics: readonly TopicHit[];
  readonly role: Role | null;
  /** The rule that decided the role. */
  readonly roleRule: string | null;
  readonly state: string | null;
  readonly stateTier: 'A' | 'B' | null;
  readonly stateRule: string | null;
  readonly linkTypes: readonly LinkType[];
  readonly practices: readonly Practice[];
  readonly language: string | null;
  /** In their order in the text; none reaches into another. */
  readonly identifiers: readonly IdentifierHit[];
  readonly versions: ReadingVersions;
}

export interface TopicHit {
  readonly topic: string;
  /** The phrase of the vocabulary that fired. */
  readonly phrase: string;
}

export interface IdentifierHit {
  readonly kind: string;
  /** Offsets in UTF-16 code units of the text that was read. */
  readonly start: number;
  readonly end: number;
}

export interface ReadingVersions {
  readonly vocabulary: string;
  readonly model: string;
  readonly rules: string;
}

/** Whether a row may be drawn, and why. Set by the gate in `measure/`, never by a panel. */
export type Decision = 'shown' | 'hidden' | 'flagged';

export interface FigureRow {
  /** Unique within the figure, of [a-z0-9-] and dots; the page points at `FIGURE/ROW`. */
  readonly id: string;
  readonly label: string;
  /** Null where hidden, not asked or not recovered. */
  readonly value: number | null;
  /** 95 % interval in the figure's unit, or null where none can be given. */
  readonly lower: number | null;
  readonly upper: number | null;
  readonly n: number | null;
  readonly decision: Decision;
  /** Why it is hidden or flagged; "" when shown without remark. */
  readonly reason: string;
  /** Ids among the figure's `sources`. */
  readonly source: string;
  /** Further dimensions: state, network, date, group, status, display text. */
  readonly [dimension: string]: string | number | boolean | null;
}

export interface FigureSource {
  readonly id: string;
  readonly title: string;
  readonly publisher: string;
  readonly url: string;
  readonly date: string;
  readonly note: string;
}

export interface ReceiptQuery {
  readonly name: string;
  readonly sql: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly rows: number;
}

export interface ReceiptInput {
  readonly source: string;
  /** Path relative to the study's folder, or the public address it came from. */
  readonly file: string;
  readonly sha256: string;
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
}

/**
 * Where the posts of a figure came from, as the ledger counts them over all runs. Their files are counted and not named: a file may be
 * called after the account whose posts it holds.
 */
export interface ReceiptPosts {
  readonly source: string;
  /** Files or streams that were read. */
  readonly inputs: number;
  readonly read: number;
  readonly kept: number;
  readonly quarantined: number;
}

/** Enough to derive every number of a figure again. */
export interface Receipt {
  readonly method: string;
  readonly statistic: string;
  readonly queries: readonly ReceiptQuery[];
  readonly inputs: readonly ReceiptInput[];
  /** Of a figure from posts. */
  readonly posts?: readonly ReceiptPosts[];
  readonly versions: Readonly<Record<string, string>>;
  /** Ids of the figures whose rows it carries on; their receipts hold the queries. */
  readonly figures?: readonly string[];
}

export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly question: string;
  /** Who or what the figure speaks of, in words. */
  readonly base: string;
  readonly unit: string;
  readonly rows: readonly FigureRow[];
  readonly sources: readonly FigureSource[];
  /** What a reader must know beside the picture: conflicts between sources, limits, definitions. */
  readonly notes: readonly string[];
  /** USPS code of the state that the study is about; left out for a country. */
  readonly state?: string;
  readonly receipt: Receipt;
}
