/** Topics week over week: the last complete week against the four before it, with false discoveries held down. */

import type { FigureRow } from '../../records.ts';
import { defineFigure, type FigureScope, type Query } from '../figure.ts';
import { aboutPosts, coverage, mainSource, NOT_A_SAMPLE, postsOfScope, type CoverageRow } from '../posts.ts';
import { shareRatioInterval, twoShareStatistic } from '../statistics/author-groups.ts';
import { twoSidedP } from '../statistics/distributions.ts';
import { benjaminiHochberg } from '../statistics/multiple-tests.ts';
import { topicLabel } from './talk.ts';

const WEEKS_BEFORE = 4;
const FALSE_DISCOVERY = 0.05;
const MOST_ROWS = 30;
/** As many authors as the gate asks for, in the week and before it. */
const FEWEST_AUTHORS = 11;

interface WeekRow {
  readonly topic: string;
  /** Distinct authors in the last complete week; distinct authors of each week before, added up. */
  readonly now: number;
  readonly before: number;
  readonly week: string;
}

export const talkRising = defineFigure<{ coverage: CoverageRow; weeks: WeekRow }>({
  id: 'talk-rising',
  title: 'Topics that rise and fall, week over week',
  question: 'Which topics take a larger share of authors than in the four weeks before?',
  base: 'authors of posts about health that were gathered',
  unit: 'ratio',
  counts: 'persons',
  method: 'c. Health relevance and topics',
  statistic:
    'ratio of shares of authors (Katz interval); two-share test, Benjamini-Hochberg over all topics with 11 authors in both periods',
  inputs: [],
  whenEmpty: 'Gather posts of at least five weeks to see which topics rise.',
  queries: (scope) => ({ coverage: coverage(scope), weeks: weeksQuery(scope) }),
  derive: ({ coverage: covered, weeks }) => {
    const all = weeks.find(({ topic }) => topic === '');
    if (covered.length === 0 || !all || all.before === 0 || all.now === 0) return { rows: [], sources: [] };
    return {
      rows: risingRows(weeks, all, mainSource(covered)),
      ...aboutPosts(covered),
      notes: [
        NOT_A_SAMPLE,
        `Week of ${all.week} (Monday to Sunday, UTC) against the four weeks before; an author who writes in several of these counts in each. A topic rises or falls where the false discovery rate over all tested topics stays below 5 %.`,
      ],
    };
  },
});

/** `latest` is the Monday of the last week that is over by the last day gathered. */
function weeksQuery(scope: FigureScope): Query {
  const { where, params } = postsOfScope(scope);
  return {
    sql: `WITH (SELECT max(day) FROM current_facts WHERE ${where}) AS last,
  toMonday(last + 1) - 7 AS latest
SELECT topic, uniqExactIf(author, monday = latest) AS now, uniqExactIf((author, monday), monday < latest) AS before, toString(latest) AS week
FROM (
  SELECT arrayJoin(arrayPushFront(topics, '')) AS topic, author, toMonday(day) AS monday FROM current_facts
  WHERE ${where} AND day >= latest - ${7 * WEEKS_BEFORE} AND day < latest + 7
) GROUP BY topic ORDER BY topic`,
    ofFacts: true,
    params,
  };
}

function risingRows(weeks: readonly WeekRow[], all: WeekRow, source: string): FigureRow[] {
  const tested = weeks.filter(
    ({ topic, now, before }) => topic !== '' && now >= FEWEST_AUTHORS && before >= FEWEST_AUTHORS,
  );
  const pValues = tested.map(({ now, before }) =>
    twoSidedP(twoShareStatistic(now, all.now, before, all.before)),
  );
  const qValues = benjaminiHochberg(pValues);
  return tested
    .map((row, index) => ({ row, q: qValues[index], p: pValues[index] }))
    .toSorted((a, b) => a.p - b.p || (a.row.topic < b.row.topic ? -1 : 1))
    .slice(0, MOST_ROWS)
    .map(({ row, q }, index) => {
      const ratio = row.now / all.now / (row.before / all.before);
      const interval = shareRatioInterval(row.now, all.now, row.before, all.before);
      const direction = ratio > 1 ? 'rising' : 'falling';
      return {
        id: `topic.${row.topic}`,
        label: topicLabel(row.topic),
        value: ratio,
        lower: interval?.lower ?? null,
        upper: interval?.upper ?? null,
        n: row.now,
        decision: 'shown',
        reason: '',
        source,
        unit: 'ratio',
        rank: index + 1,
        persons: Math.min(row.now, row.before),
        wording: q < FALSE_DISCOVERY ? direction : 'no clear change',
        q,
        date: row.week,
      };
    });
}
