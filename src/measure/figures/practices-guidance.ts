/** Advice for health organisations, with its grade of evidence and its threshold where the source gives one. */

import { defineFigure } from '../figure.ts';
import { publishedRow, publishedSeries, publishedSources, type PublishedRow } from '../published.ts';

/** How much weight a kind of source carries, strongest first. A rank of grades, not a score. */
export const EVIDENCE_GRADES = [
  'law',
  'standard',
  'peer-reviewed',
  'scoring tool',
  'ethics',
  'guidance',
  'public expectation',
  'policy',
  'case',
] as const;

export const practicesGuidance = defineFigure<{ published: PublishedRow }>({
  id: 'practices-guidance',
  title: 'What the guidance says',
  question: 'What are health organizations advised to do?',
  base: 'health organizations',
  unit: 'text',
  counts: 'published',
  method: 'published guidance, in our own words',
  statistic: 'the threshold as printed, where there is one',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series practices-guidance) to list the guidance.',
  queries: () => ({ published: publishedSeries('practices-guidance') }),
  derive: ({ published }) => ({
    rows: published.map((row) => {
      const [threshold, note] = splitThreshold(row.note);
      const others = row.conflict.replace(/^also /, '');
      return publishedRow(
        { ...row, conflict: '', note },
        { advice: row.question, grade: row.subgroup, threshold, other_sources: others },
      );
    }),
    sources: publishedSources(published),
  }),
});

/** The note of a guidance row opens with its threshold: `threshold: 24 hours; expected by ...`. */
function splitThreshold(note: string): readonly [threshold: string, rest: string] {
  const found = /^threshold: ([^;]*)(?:; )?(.*)$/.exec(note);
  return found ? [found[1], found[2]] : ['', note];
}
