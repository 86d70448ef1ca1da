/** Figures from posts with values set by hand, in the shape in which they are measured. */

import type { Figures } from '../../../src/draw/panel.ts';
import { SHOWN_ROLES, VOICES } from '../../../src/measure/posts.ts';
import type { Figure, FigureRow } from '../../../src/records.ts';

type Dimensions = Readonly<Record<string, string | number | boolean | null>>;

export function postRow(id: string, value: number | null, dimensions: Dimensions = {}): FigureRow {
  const hidden = value === null;
  return {
    id,
    label: id,
    value,
    lower: null,
    upper: null,
    n: hidden ? null : 500,
    decision: hidden ? 'hidden' : 'shown',
    reason: hidden ? 'fewer than 11 persons' : '',
    source: 'made',
    ...dimensions,
  };
}

export function postFigure(id: string, unit: Figure['unit'], rows: readonly FigureRow[]): Figure {
  return {
    id,
    title: `Posts: ${id}`,
    question: 'What was written?',
    base: '4,000 posts about health gathered from bluesky, 2026-01-01 to 2026-08-31',
    unit,
    rows,
    sources: [
      { id: 'made', title: 'Posts', publisher: 'Made by hand', url: '', date: '2026-08-31', note: '' },
    ],
    notes: ['Posts are those that the study gathered, not a sample of all posts or of all adults.'],
    receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
  };
}

/** Posts a week with quartiles, engagement, then shares of posts with image, video and link, and of accounts that answer. */
function posting(role: string, group: string, values: readonly (number | null)[]): FigureRow[] {
  return ['weekly', 'engagement', 'image', 'video', 'link', 'answering'].map((measure, index) =>
    postRow(`${role}.x.${measure}`, values[index], {
      label: `${group} on X`,
      role,
      network: 'x',
      group,
      measure,
      unit: index < 2 ? 'ratio' : 'percent',
      ...(index < 2 && { quartileLow: Number(values[index]) / 2, quartileHigh: Number(values[index]) * 2 }),
    }),
  );
}

/** Engagement for every 1,000 followers: the median account of a kind and the middle half of them. */
function rate(
  id: string,
  network: string,
  median: number | null,
  [quartileLow, quartileHigh]: readonly (number | null)[],
  more: Dimensions,
): FigureRow {
  const group = id.startsWith('hospital') ? 'Hospitals' : 'Government bodies';
  const measure = 'per-1000-followers';
  return postRow(id, median, {
    label: id,
    network,
    group,
    measure,
    unit: 'ratio',
    quartileLow,
    quartileHigh,
    ...more,
  });
}

/** The public answers news 1.8 times chance at most; clinicians answering hospitals is hidden; hospitals answer nobody but the public. */
function replies(): FigureRow[] {
  return SHOWN_ROLES.flatMap((from, line) =>
    SHOWN_ROLES.flatMap((to, column) => {
      if (from === 'hospital' && to !== 'public') return [];
      const hidden = from === 'clinician' && to === 'hospital';
      const ratio = from === 'public' && to === 'news' ? 1.8 : 0.7 + 0.1 * ((line + column) % 7);
      const ends: Dimensions = hidden ? {} : { lower: ratio - 0.15, upper: ratio + 0.15 };
      return [
        postRow(`${from}.${to}`, hidden ? null : ratio, {
          from,
          to,
          unit: 'ratio',
          label: `${VOICES[from]} to ${VOICES[to]}`,
          ...ends,
        }),
      ];
    }),
  );
}

/** Twelve months: the fourth hidden, the eighth flagged, the last at 6.1 %. */
function months(): FigureRow[] {
  return Array.from({ length: 12 }, (_, index) => {
    const month = String(index + 1).padStart(2, '0');
    const flagged: Dimensions =
      index === 7 ? { decision: 'flagged', reason: '9% of its minutes were not gathered' } : {};
    return postRow(`bluesky.made.2026-${month}`, index === 3 ? null : 5 + index * 0.1, {
      kind: 'month',
      date: `2026-${month}`,
      network: 'bluesky',
      unit: 'percent',
      ...flagged,
    });
  });
}

export function postFigures(): Figures {
  const topics = ['Flu', 'Vaccines', 'Diabetes', 'Sleep', 'Nutrition', 'Asthma'];
  const figures = [
    postFigure(
      'talk',
      'percent',
      topics.map((label, index) =>
        postRow(`topic.${label.toLowerCase()}`, index === 5 ? null : 24 - index * 3, {
          label,
          kind: 'topic',
          unit: 'percent',
          ...(index < 5 && { lower: 22 - index * 3, upper: 26 - index * 3 }),
        }),
      ),
    ),
    postFigure('talk-rising', 'ratio', [
      postRow('topic.flu', 3, { label: 'Flu', unit: 'ratio', wording: 'rising', date: '2026-08-24' }),
      postRow('topic.sleep', 1.5, { label: 'Sleep', unit: 'ratio', wording: 'rising', date: '2026-08-24' }),
      postRow('topic.asthma', 4, {
        label: 'Asthma',
        unit: 'ratio',
        wording: 'no clear change',
        date: '2026-08-24',
      }),
    ]),
    postFigure('trust-links', 'percent', [
      postRow('all.news', 41, { label: 'News', role: 'all', unit: 'percent', lower: 38, upper: 44 }),
      postRow('all.government', 22, {
        label: 'Government',
        role: 'all',
        unit: 'percent',
        lower: 19,
        upper: 25,
      }),
      postRow('all.research', 9, { label: 'Research', role: 'all', unit: 'percent', lower: 7, upper: 11 }),
    ]),
    postFigure('share-replies', 'ratio', replies()),
    postFigure('hospitals-posting', 'count', [
      ...posting('hospital', 'Hospitals', [2.5, 14.2, 61, 12, 48, 31]),
      ...posting('government', 'Government bodies', [1.2, 3.1, 40, null, 55, 9]),
      postRow('organisation.cms-hospitals.010001.x', 12.6, {
        label: 'Riverbend Hospital',
        state: 'AL',
        unit: 'ratio',
        peers: 41,
        peerMedian: 2.4,
      }),
      postRow('organisation.cms-hospitals.010002.x', 3, {
        label: 'Alone of its kind',
        state: 'AL',
        unit: 'ratio',
        peers: 3,
        peerMedian: null,
      }),
    ]),
    postFigure('hospitals-engagement', 'ratio', [
      rate('hospital.mastodon', 'mastodon', 4.25, [2, 8], { n: 22, interactions: 'likes replies' }),
      rate('hospital.x', 'x', 0.83, [0.4, 1.9], { n: 41, interactions: 'likes quotes' }),
      rate('government.x', 'x', null, [null, null], { interactions: 'likes' }),
      postRow('organisation.cms-hospitals.010001.x', 12.4, {
        label: 'Riverbend Hospital',
        state: 'AL',
        network: 'x',
        unit: 'ratio',
        followers: 1800,
        peers: 41,
        peerLow: 0.5,
        peerMedian: 0.9,
        peerHigh: 2.2,
      }),
      postRow('organisation.cms-hospitals.010002.x', 3, {
        label: 'Alone of its kind',
        state: 'AL',
        network: 'x',
        unit: 'ratio',
        peers: 3,
        peerLow: null,
        peerMedian: null,
        peerHigh: null,
      }),
    ]),
    postFigure('growth', 'percent-per-month', [
      postRow('bluesky.made.trend', 1.7, {
        kind: 'trend',
        label: 'Bluesky, share of authors, percent a month',
        network: 'bluesky',
        unit: 'percent-per-month',
        wording: 'grew',
        lower: 0.9,
        upper: 2.5,
        date: '2026-12',
      }),
      ...months(),
    ]),
    postFigure('states-posts', 'per-100000', [
      postRow('tx', 12.4, { state: 'TX', label: 'Texas', unit: 'per-100000' }),
      postRow('ca', 30, { state: 'CA', label: 'California', unit: 'per-100000' }),
      postRow('vt', null, { state: 'VT', label: 'Vermont', unit: 'per-100000' }),
      postRow('dc', 8.25, { state: 'DC', label: 'District of Columbia', unit: 'per-100000' }),
    ]),
  ];
  return Object.fromEntries(figures.map((figure) => [figure.id, figure]));
}
