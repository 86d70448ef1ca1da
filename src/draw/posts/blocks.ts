/** What each chapter shows of posts, below what it shows already, and how it reads beside surveys and lists. */

import { compareAll, leadWording, simpleSampleSe, worstCovariance } from '../../measure/claims.ts';
import { NETWORKS, type Figure, type FigureRow } from '../../records.ts';
import { nameThen } from '../networks.ts';
import { cite, type Words } from '../words.ts';
import type { Asked } from './beside.ts';
import { drawnRates, ENGAGEMENT_RATES } from './engagement-rates.tsx';
import { MONTH_LINES, seriesOf } from './month-lines.tsx';
import type { PostsPart } from './part.ts';
import { POSTING_TABLE } from './posting-table.tsx';
import { printedPosts } from './printed-posts.ts';
import { REPLY_MATRIX } from './reply-matrix.tsx';
import { RISING, risingTopics } from './rising.tsx';
import { STATE_TILES } from './state-tiles.tsx';

export interface PostsBlock {
  /** The figure whose rows are drawn; further ones are in the tables only. */
  readonly figure: string;
  readonly others?: readonly string[];
  /** Figures for download alone, whose rows would make too long a table. */
  readonly downloads?: readonly string[];
  /** Above the rows. */
  readonly heading: string;
  readonly caption: string;
  readonly rowsOf: (figure: Figure) => readonly FigureRow[];
  /** In the place of the rows, where a picture says more. */
  readonly part?: PostsPart;
  /** Below the rows: a part drawn from another figure of the chapter, with what its rows are in words. */
  readonly below?: {
    readonly figure: string;
    readonly part: PostsPart;
    readonly heading: string;
    readonly rowsOf: (figure: Figure) => readonly FigureRow[];
  };
  /** Why posts and what stands above them need not agree: in one sentence, or what the figures' own words are to be filled up with. */
  readonly beside: string | Asked;
  /** The headline where the chapter has nothing but posts. */
  readonly takeaway: (figure: Figure, rows: readonly FigureRow[]) => Words;
}

const MOST_ROWS = 10;
/** Half the width of a 95 % interval in standard errors. */
const NORMAL_95 = 1.959964;

const shown = (rows: readonly FigureRow[]) =>
  rows.filter((row) => row.value !== null && row.decision !== 'hidden');
const falling = (rows: readonly FigureRow[]) =>
  shown(rows)
    .toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.id < b.id ? -1 : 1))
    .slice(0, MOST_ROWS);

export const TALK_BLOCK: PostsBlock = {
  figure: 'talk',
  others: ['talk-rising'],
  downloads: ['talk-states'],
  heading: 'Posts gathered: of all who wrote about health, so many wrote of',
  caption: 'Topics of posts about health, percent of authors',
  rowsOf: ({ rows }) => falling(rows.filter((row) => row.kind === 'topic')),
  below: {
    figure: 'talk-rising',
    part: RISING,
    heading: 'Rising this week: share of authors, times that of the four weeks before',
    rowsOf: risingTopics,
  },
  beside: {
    unit: 'percent of the authors of these posts',
    limit: 'A post shows what was written of, not what its author does.',
  },
  takeaway: (figure, rows) =>
    leadSentence(
      figure,
      rows,
      (row) => `${row.label} was`,
      'topic',
      'of those who posted about health wrote of it',
    ),
};

export const TRUST_BLOCK: PostsBlock = {
  figure: 'trust-links',
  heading: 'Posts gathered: of 100 links in posts about health, so many went to',
  caption: 'What posts about health linked to, percent of author and domain pairs',
  rowsOf: ({ rows }) => falling(rows.filter((row) => row.role === 'all')),
  beside: {
    unit: 'percent of links, an author and a site once a month',
    limit: 'A link shows where a post pointed, and may criticise it.',
  },
  takeaway: (figure, rows) =>
    leadSentence(
      figure,
      rows,
      (row) => (row.label.endsWith('s') ? `${row.label} were` : `${row.label} sites were`),
      'kind of site linked to',
      'of the links went there',
    ),
};

export const SHARE_BLOCK: PostsBlock = {
  figure: 'share-replies',
  heading: 'Posts gathered: who replied to whom, times what chance would give',
  caption: 'Replies from role to role, observed over expected',
  rowsOf: ({ rows }) => falling(rows),
  part: REPLY_MATRIX,
  beside: {
    unit: 'replies from role to role, over what chance would give',
    limit: 'Replies show who answered whom in public; what is shared in private cannot be seen in posts.',
  },
  takeaway: (figure, [first]) => [
    `${first.label}: replies were seen `,
    cite(printedPosts(first), figure.id, first.id),
    ' times as often as chance would give',
  ],
};

export const HOSPITALS_BLOCK: PostsBlock = {
  figure: 'hospitals-posting',
  others: ['hospitals-engagement'],
  heading: 'Posts gathered: posts about health a week, the median account',
  caption: 'How organizations post about health',
  rowsOf: ({ rows }) =>
    falling(rows.filter((row) => row.measure === 'weekly' && typeof row.group === 'string')),
  part: POSTING_TABLE,
  below: {
    figure: 'hospitals-engagement',
    part: ENGAGEMENT_RATES,
    heading: 'Engagement a post for every 1,000 followers',
    rowsOf: drawnRates,
  },
  beside: 'A list counts who has an account; posts show who uses it to write about health.',
  takeaway: (figure, [first]) => [
    `${String(first.group)} posted about health `,
    cite(printedPosts(first), figure.id, first.id),
    ' times a week: the median account',
  ],
};

export const GROWTH_BLOCK: PostsBlock = {
  figure: 'growth',
  heading: 'Posts gathered: growth a month of the share of authors who write about health',
  caption: 'Authors of posts about health, month by month',
  rowsOf: (figure) => seriesOf(figure).map(({ trend }) => trend),
  part: MONTH_LINES,
  beside:
    'Lists count hospitals and surveys ask adults; this counts authors seen on a network. No line joins them.',
  takeaway: (figure, rows) => {
    const first = shown(rows).at(0);
    if (!first) return 'Too few authors a month wrote about health to print how their share changed';
    return [
      `On ${networkOf(first)} the share who write about health ${growthWords(String(first.wording))}: `,
      cite(printedPosts(first), figure.id, first.id),
      ' a month',
    ];
  },
};

export const STATES_BLOCK: PostsBlock = {
  figure: 'states-posts',
  heading: 'Posts gathered: posts about health for every 100,000 residents, the ten highest',
  caption: 'Posts about health by state, for every 100,000 residents',
  rowsOf: ({ rows }) => falling(rows),
  part: STATE_TILES,
  beside: 'Registries count places that exist; posts count authors who say where they are, and many do not.',
  takeaway: (figure, [first]) => [
    `${first.label}: `,
    cite(printedPosts(first), figure.id, first.id),
    ' posts about health for every 100,000 residents',
  ],
};

/** "The most common" only with a significant lead over every other row drawn. */
function leadSentence(
  figure: Figure,
  rows: readonly FigureRow[],
  start: (row: FigureRow) => string,
  noun: string,
  end: string,
): Words {
  const [first, ...others] = rows;
  const estimate = (row: FigureRow) => (row.value ?? 0) / 100;
  const compared = compareAll(
    others.map((row) => {
      const [seA, seB] = [standardError(first), standardError(row)];
      // The same authors stand behind both shares, and their overlap is not printed.
      return {
        estimateA: estimate(first),
        seA,
        estimateB: estimate(row),
        seB,
        covariance: worstCovariance(seA, seB),
      };
    }),
  );
  const trailing = compared.find(({ wording }) => wording !== 'higher');
  const lead = trailing ?? compared.at(0);
  const words = lead ? leadWording(lead) : 'the most common';
  const plural = words === 'among the most common' ? `${noun}s` : noun;
  return [`${start(first)} ${words} ${plural}: `, cite(printedPosts(first), figure.id, first.id), ` ${end}`];
}

/** Of a share as a fraction: from its printed interval, which knows that posts of one author go together; else as a simple sample. */
function standardError({ value, lower, upper, n }: FigureRow): number {
  if (lower !== null && upper !== null) return (upper - lower) / 100 / (2 * NORMAL_95);
  return simpleSampleSe((value ?? 0) / 100, n ?? 1);
}

/** The network's name as its readers write it. */
function networkOf(row: FigureRow): string {
  const network = NETWORKS.find((known) => known === row.network);
  return network ? nameThen(network, String(row.date ?? '')) : String(row.network);
}

function growthWords(wording: string): string {
  return wording === 'about the same' ? 'showed no clear change' : wording;
}
