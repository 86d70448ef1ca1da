/** What later polls found people see about health; another question than that of 2013, never joined to it. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const talkSince = defineFigure<{ published: PublishedRow }>({
  id: 'talk-since',
  title: 'Health content people saw, since then',
  question: 'What health content do people see on social media?',
  base: 'US adults',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series talk-since) to see what later polls found.',
  queries: () => ({ published: publishedSeries('talk-since') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
