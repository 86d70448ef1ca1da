/** The five cases of the infographic of 2013, as far as they could be recovered. */

import { defineFigure } from '../figure.ts';
import {
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const practices2013 = defineFigure<{ published: PublishedRow }>({
  id: 'practices-2013',
  title: 'Five practices, 2013',
  question: 'Which five practices did the sheet of 2013 show?',
  base: 'one organization each',
  unit: 'text',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series practices-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('practices-2013') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: conflictNotes(published),
  }),
});
