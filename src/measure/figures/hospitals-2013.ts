/** The hospitals of the Health Care Social Media List by kind of account, as the infographic of 2013 counted them. */

import { defineFigure } from '../figure.ts';
import {
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

export const hospitals2013 = defineFigure<{ published: PublishedRow }>({
  id: 'hospitals-2013',
  title: 'Hospitals on social media, 2013',
  question: 'How many hospitals were on the list, and on which networks?',
  base: 'hospitals and health organizations on the Health Care Social Media List, July 2013',
  unit: 'count',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed count; `share` is that count over the hospitals of the list',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series hospitals-2013) to draw the sheet of 2013.',
  queries: () => ({ published: publishedSeries('hospitals-2013') }),
  derive: ({ published }) => {
    const total = published.find((row) => row.subgroup === 'total')?.value ?? null;
    return {
      rows: published.map((row) =>
        publishedRow(row, {
          part: row.subgroup === '' ? 'network' : row.subgroup,
          share: row.subgroup === '' && row.value !== null && total ? row.value / total : null,
        }),
      ),
      sources: publishedSources(published),
      notes: [
        ...new Set(conflictNotes(published)),
        'The list was open to anyone and kept by hand: a hospital that is not on it may still have had accounts.',
      ],
    };
  },
});
