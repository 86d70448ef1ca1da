/** What is left of the state table of 2013. */

import { defineFigure } from '../figure.ts';
import {
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const states2013 = defineFigure<{ published: PublishedRow }>({
  id: 'states-2013',
  title: 'State by state, 2013',
  question: 'What did the sheet of 2013 say about the states?',
  base: 'hospitals on the Health Care Social Media List',
  unit: 'text',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series states-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('states-2013') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: conflictNotes(published),
  }),
});
