/** Further survey answers on sharing: other questions and other groups than the list of 2013. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const shareSince = defineFigure<{ published: PublishedRow }>({
  id: 'share-since',
  title: 'Sharing on social media, other surveys',
  question: 'Who would share what, and with whom?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series share-since) to see what other surveys found.',
  queries: () => ({ published: publishedSeries('share-since') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
