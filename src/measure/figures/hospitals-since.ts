/** What reviews of hospitals found, each with its own base. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const hospitalsSince = defineFigure<{ published: PublishedRow }>({
  id: 'hospitals-since',
  title: 'Hospitals on social media, since then',
  question: 'What share of hospitals has an account?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series hospitals-since) to see what reviews found.',
  queries: () => ({ published: publishedSeries('hospitals-since') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
