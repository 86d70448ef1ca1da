/** What later polls asked about trust: each question on its own, none joined to that of 2013. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const trustSince = defineFigure<{ published: PublishedRow }>({
  id: 'trust-since',
  title: 'Trust in health information, since then',
  question: 'Whom do people trust for health information?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series trust-since) to see what later polls found.',
  queries: () => ({ published: publishedSeries('trust-since') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
