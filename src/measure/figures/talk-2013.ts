/** What the infographic of 2013 said patients did on social media. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const talk2013 = defineFigure<{ published: PublishedRow }>({
  id: 'talk-2013',
  title: 'What patients talked about, 2013',
  question: 'Which health-related things have people done on social media?',
  base: 'US adults asked in 2012, as the infographic of 2013 gave them',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series talk-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('talk-2013') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
