/**
 * The seven questions of 2013: which number the sheet gave, and which numbers stand for the same question now. What is set
 * side by side is the nearest there is, not the same thing; `comparison.ts` says which it is.
 */

import type { Figure, FigureRow } from '../records.ts';
import type { ComparisonQuestion } from './comparison.ts';
import { EVIDENCE_GRADES } from './figures/practices-guidance.ts';

export const COMPARISON_QUESTIONS: readonly ComparisonQuestion[] = [
  {
    id: 'talk',
    then: [{ figure: 'talk-2013', evidence: 'published', pick: printedAs('talk-2013', 3) }],
    now: [
      { figure: 'share-survey', evidence: 'survey', pick: latest('shared-personal') },
      {
        figure: 'talk',
        evidence: 'posts',
        // Only where the errors of the reading allow a number.
        pick: ({ rows }) => rows.find((row) => row.id === 'own-experience' && row.value !== null),
        asked: 'Posts about health that tell of own experience, corrected for the errors of the reading',
      },
      { figure: 'talk-since', evidence: 'published', pick: printedAs('talk-since', 1) },
    ],
  },
  {
    id: 'trust',
    then: [{ figure: 'trust-2013', evidence: 'published', pick: printedAs('trust-2013', 1) }],
    now: [
      { figure: 'trust-survey', evidence: 'survey', pick: latest('doctor') },
      { figure: 'trust-since', evidence: 'published', pick: printedAs('trust-since', 4) },
    ],
  },
  {
    id: 'share',
    then: [{ figure: 'share-2013', evidence: 'published', pick: printedAs('share-2013', 1) }],
    now: [{ figure: 'share-survey', evidence: 'survey', pick: latest('wearable-provider') }],
  },
  {
    id: 'hospitals',
    then: [
      { figure: 'growth-list', evidence: 'published', pick: printedAs('hospital-list', 55) },
      { figure: 'hospitals-2013', evidence: 'published', pick: printedAs('hospitals-2013', 3) },
    ],
    now: [
      { figure: 'growth-list', evidence: 'published', pick: printedAs('hospital-list', 62) },
      { figure: 'hospitals-since', evidence: 'published', pick: printedAs('hospitals-since', 2), against: 1 },
      {
        figure: 'hospitals-now',
        evidence: 'accounts',
        pick: named('facebook'),
        asked: 'Hospitals of the registry with a Facebook account of their own',
        against: 1,
      },
      {
        figure: 'hospitals-posting',
        evidence: 'posts',
        pick: ({ rows }) => rows.find((row) => row.role === 'hospital' && row.measure === 'weekly'),
        asked: 'Posts about health a week by a hospital account, the median account',
        against: 1,
      },
    ],
  },
  {
    id: 'practices',
    then: [{ figure: 'practices-2013', evidence: 'published', pick: printedAs('practices-2013', 1) }],
    now: [
      {
        figure: 'practices',
        evidence: 'posts',
        pick: ({ rows }) => rows.find((row) => row.rank === 1),
        asked: 'Engagement of posts with it, over that of the same account’s other posts',
      },
      { figure: 'practices-guidance', evidence: 'guidance', pick: strongestAdvice },
    ],
  },
  {
    id: 'growth',
    then: [
      { figure: 'growth-2013', evidence: 'published', pick: printedAs('growth-2013', 1) },
      { figure: 'growth-surveys', evidence: 'published', pick: printedAs('social-use', 1) },
    ],
    now: [
      { figure: 'growth-surveys', evidence: 'published', pick: printedAs('social-use', 3), against: 1 },
      {
        figure: 'growth',
        evidence: 'posts',
        pick: ({ rows }) => rows.find((row) => row.kind === 'trend' && row.value !== null),
        asked: 'Change a month of the share of authors who write about health',
      },
    ],
  },
  {
    id: 'states',
    then: [
      { figure: 'states-2013', evidence: 'published', pick: printedAs('states-2013', 2) },
      { figure: 'states-2013', evidence: 'published', pick: printedAs('states-2013', 1) },
    ],
    now: [
      { figure: 'states-hospitals', evidence: 'registry', pick: largest, against: 1 },
      {
        figure: 'states-departments',
        evidence: 'accounts',
        pick: named('US.facebook'),
        asked: 'County health departments with a Facebook account',
        against: 1,
      },
    ],
  },
];

/** A published row by its series and its rank there, which name it for good. */
function printedAs(series: string, rank: number): (figure: Figure) => FigureRow | undefined {
  return ({ rows }) => rows.find(({ id }) => id.endsWith(`.${series}.${rank}`));
}

function named(id: string): (figure: Figure) => FigureRow | undefined {
  return ({ rows }) => rows.find((row) => row.id === id);
}

/** All adults, the latest cycle that asked. */
function latest(item: string): (figure: Figure) => FigureRow | undefined {
  return ({ rows }) =>
    rows
      .filter((row) => row.item === item && row.group === 'all')
      .toSorted((a, b) => Number(a.cycle) - Number(b.cycle))
      .at(-1);
}

/** A count of all is ranked as it stands. */
function largest({ rows }: Figure): FigureRow | undefined {
  return rows.toSorted((a, b) => (b.value ?? 0) - (a.value ?? 0) || (a.id < b.id ? -1 : 1)).at(0);
}

function strongestAdvice({ rows }: Figure): FigureRow | undefined {
  const grade = (row: FigureRow) => EVIDENCE_GRADES.findIndex((one) => one === row.grade);
  return rows.toSorted((a, b) => grade(a) - grade(b)).at(0);
}
