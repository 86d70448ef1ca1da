/** How organisations post about health: how often, in which forms, how many answer, what comes back; each beside its peers. */

import type { FigureRow } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import {
  aboutPosts,
  coverage,
  mainSource,
  networkTitle,
  NOT_A_SAMPLE,
  postsOfScope,
  VOICES,
  type CoverageRow,
} from '../posts.ts';
import {
  hasPeers,
  LISTED_BESIDE_PEERS,
  ORGANISATION,
  organisationRow,
  PEERS_OF,
  postsOfOrganisations,
  type NamedOrganisation,
} from '../peers.ts';
import { ORGANISATION_ROLES, type OrganisationRole } from '../../understand/organisation.ts';

interface KindRow {
  readonly role: OrganisationRole;
  readonly network: string;
  readonly accounts: number;
  readonly posts: number;
  /** Quartiles over accounts of posts in each week they were active. */
  readonly weekly: readonly number[];
  readonly with_image: number;
  readonly with_video: number;
  readonly with_link: number;
  readonly accounts_answering: number;
  readonly engagement: readonly (number | null)[];
}
interface NamedRow extends NamedOrganisation {
  readonly weekly: number;
  /** Shares of its posts. */
  readonly with_image: number;
  readonly with_video: number;
  readonly with_link: number;
  readonly answering: number;
  readonly peer_median: number;
  readonly peer_image: number;
  readonly peer_video: number;
  readonly peer_link: number;
  readonly peer_answering: number;
}

export const hospitalsPosting = defineFigure<{ coverage: CoverageRow; kinds: KindRow; named: NamedRow }>({
  id: 'hospitals-posting',
  title: 'How organisations post about health',
  question: 'How often do hospitals and health departments post about health, and do they answer?',
  base: 'accounts of hospitals, health organizations and government bodies that posted about health',
  unit: 'count',
  counts: 'organisations',
  method: 'd. Who is speaking',
  statistic:
    'posts about health a week from first to last post: median and quartiles over accounts; an organisation beside the median of its kind and size',
  inputs: [],
  whenEmpty: 'Gather posts of hospitals and health departments to see how they post.',
  queries: (scope) => ({ coverage: coverage(scope), kinds: kindsQuery(scope), named: namedQuery(scope) }),
  derive: ({ coverage: covered, kinds, named }) => {
    const source = mainSource(covered);
    const missing = notGathered(kinds);
    const rows = [
      ...kinds.flatMap((row) => kindRows(row, missing, source)),
      ...named.map((row) => namedRow(row, missing, source)),
    ];
    if (rows.length === 0) return { rows: [], sources: [] };
    return {
      rows,
      ...aboutPosts(covered),
      notes: [
        'A week counts from the first to the last post of an account about health; accounts with fewer than two weeks are left out. Kinds are read from profiles, names from registries. Engagement here is per post; per 1,000 followers it is a figure of its own.',
        ...missingNotes(missing),
        NOT_A_SAMPLE,
      ],
    };
  },
});

const WEEKS = `(dateDiff('day', min(day), max(day)) + 1) / 7`;

function kindsQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT role, network, count() AS accounts, sum(n) AS posts, quantilesExactInclusive(0.25, 0.5, 0.75)(n / weeks) AS weekly,
  sum(image) / posts AS with_image, sum(video) / posts AS with_video, sum(link) / posts AS with_link,
  countIf(answers > 0) AS accounts_answering,
  if(countIf(counted > 0) = 0, [], quantilesExactInclusiveIf(0.25, 0.5, 0.75)(engaged / counted, counted > 0)) AS engagement
FROM (
  SELECT role, network, author, count() AS n, ${WEEKS} AS weeks, countIf(has(practices, 'image')) AS image,
    countIf(has(practices, 'video')) AS video, countIf(notEmpty(links)) AS link, countIf(is_reply) AS answers,
    count(engagement) AS counted, sum(engagement) AS engaged
  FROM current_facts WHERE ${where} AND role IN {roles:Array(String)} GROUP BY role, network, author
) WHERE weeks >= 2 GROUP BY role, network ORDER BY role, network`,
    ofFacts: true,
    params: { ...params, roles: ORGANISATION_ROLES },
  };
}

function namedQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `SELECT registry, organisation_id, name, kind, state, size, network, posts, weekly, with_image, with_video, with_link, answering,
  count() OVER peers_of AS peers, quantileExactInclusive(0.5)(weekly) OVER peers_of AS peer_median,
  quantileExactInclusive(0.5)(with_image) OVER peers_of AS peer_image, quantileExactInclusive(0.5)(with_video) OVER peers_of AS peer_video,
  quantileExactInclusive(0.5)(with_link) OVER peers_of AS peer_link, quantileExactInclusive(0.5)(answering) OVER peers_of AS peer_answering,
  countIf(1) OVER (${PEERS_OF} ORDER BY weekly) / peers AS rank_share
FROM (
  SELECT ${ORGANISATION}, count() AS posts, posts / (${WEEKS}) AS weekly,
    countIf(has(practices, 'image')) / posts AS with_image, countIf(has(practices, 'video')) / posts AS with_video,
    countIf(notEmpty(links)) / posts AS with_link, countIf(is_reply) / posts AS answering
  FROM ${postsOfOrganisations(where)} GROUP BY registry, organisation_id, network HAVING ${WEEKS} >= 2
) ${LISTED_BESIDE_PEERS}`,
    params,
  };
}

/** What no post of a network shows, of any organisation: rather not gathered than never done. */
type Missing = ReadonlyMap<string, ReadonlySet<Form>>;

const FORMS = {
  image: { words: 'posts with an image', count: (row: KindRow) => row.with_image },
  video: { words: 'posts with a video', count: (row: KindRow) => row.with_video },
  link: { words: 'posts with a link', count: (row: KindRow) => row.with_link },
  answering: { words: 'accounts that answered anybody', count: (row: KindRow) => row.accounts_answering },
} as const;
type Form = keyof typeof FORMS;
const FORM_IDS = Object.keys(FORMS) as Form[];

const NOT_GATHERED = 'no post of this network shows one, so it may not have been gathered';

function notGathered(kinds: readonly KindRow[]): Missing {
  return new Map(
    [...Map.groupBy(kinds, ({ network }) => network)].map(([network, rows]) => [
      network,
      new Set(FORM_IDS.filter((form) => rows.every((row) => FORMS[form].count(row) === 0))),
    ]),
  );
}

function missingNotes(missing: Missing): string[] {
  return [...missing].flatMap(([network, forms]) =>
    forms.size === 0
      ? []
      : [
          `Not seen in any post gathered from ${networkTitle(network)}, so perhaps not gathered: ${[...forms].map((form) => FORMS[form].words).join(', ')}.`,
        ],
  );
}

function kindRows(row: KindRow, missing: Missing, source: string): FigureRow[] {
  const group = VOICES[row.role];
  const network = networkTitle(row.network);
  const place = { source, role: row.role, network: row.network, group, n: row.accounts };
  const share = (id: string, label: string, value: number): FigureRow => ({
    id: `${row.role}.${row.network}.${id}`,
    label: label === '' ? `${group} on ${network}` : `${group} on ${network}: ${label}`,
    value: 100 * value,
    lower: null,
    upper: null,
    decision: 'shown',
    reason: '',
    unit: 'percent',
    measure: id,
    ...place,
  });
  const quartiles = (
    id: string,
    label: string,
    [lower, middle, upper]: readonly (number | null)[],
  ): FigureRow => ({
    ...share(id, label, 0),
    value: middle,
    quartileLow: lower,
    quartileHigh: upper,
    unit: 'ratio',
  });
  return [
    quartiles('weekly', '', row.weekly),
    ...(row.engagement.length === 3
      ? [quartiles('engagement', 'engagement a post, median account', row.engagement)]
      : []),
    ...FORM_IDS.map((form): FigureRow => {
      const { words, count } = FORMS[form];
      if (missing.get(row.network)?.has(form))
        return { ...share(form, words, 0), value: null, decision: 'hidden', reason: NOT_GATHERED };
      return share(form, words, form === 'answering' ? count(row) / row.accounts : count(row));
    }),
  ];
}

function namedRow(row: NamedRow, missing: Missing, source: string): FigureRow {
  const percentOf = (form: Form, share: number) => (missing.get(row.network)?.has(form) ? null : 100 * share);
  const peersPercentOf = (form: Form, share: number) => (hasPeers(row) ? percentOf(form, share) : null);
  return {
    ...organisationRow(row, row.weekly, source),
    unit: 'ratio',
    measure: 'weekly',
    image: percentOf('image', row.with_image),
    video: percentOf('video', row.with_video),
    link: percentOf('link', row.with_link),
    answering: percentOf('answering', row.answering),
    peerMedian: hasPeers(row) ? row.peer_median : null,
    peerImage: peersPercentOf('image', row.peer_image),
    peerVideo: peersPercentOf('video', row.peer_video),
    peerLink: peersPercentOf('link', row.peer_link),
    peerAnswering: peersPercentOf('answering', row.peer_answering),
  };
}
