/** The series of the surveys. Points are joined only where question and base are word for word the same. */

import { defineFigure } from '../figure.ts';
import {
  SIMPLE_SAMPLE_NOTE,
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const growthSurveys = defineFigure<{ published: PublishedRow }>({
  id: 'growth-surveys',
  title: 'Use of social media for health, by survey',
  question: 'How many people use social media for health?',
  base: 'as stated in each row',
  unit: 'percent',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed value',
  inputs: ['published-figures'],
  whenEmpty:
    'Gather published figures (a CSV with the series social-use and health-online) to draw the surveys.',
  queries: () => ({ published: publishedSeries('health-online', 'social-use') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [SIMPLE_SAMPLE_NOTE, ...conflictNotes(published)],
  }),
});
