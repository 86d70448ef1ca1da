/** The counts of the hospital lists from 2009 to 2015: two figures of one series, by network and for hospitals. */

import { defineFigure } from '../figure.ts';
import {
  conflictNotes,
  publishedRow,
  publishedSeries,
  publishedSources,
  type PublishedRow,
} from '../published.ts';

const LIST_NOTE =
  'One list, kept by hand: by Ed Bennett until 2012, by Mayo Clinic after. It grew as people added to it, so its growth is that of the list and not of all hospitals.';

const shared = {
  base: 'hospitals on the Hospital Social Network List, from 2012 the Health Care Social Media List',
  unit: 'count',
  counts: 'published',
  method: 'published figures, carried over as printed',
  statistic: 'the printed count',
  inputs: ['published-figures'],
  whenEmpty: 'Gather published figures (a CSV with the series hospital-list) to draw the lists.',
  queries: () => ({ published: publishedSeries('hospital-list') }),
} as const;

function draft(published: readonly PublishedRow[]) {
  return {
    rows: published.map((row) => publishedRow(row, { kept_by: row.subgroup })),
    sources: publishedSources(published),
    notes: [LIST_NOTE, ...conflictNotes(published)],
  };
}

export const growthList = defineFigure<{ published: PublishedRow }>({
  ...shared,
  id: 'growth-list',
  title: 'Hospitals on the list, 2009 to 2015',
  question: 'How many hospitals were on the list?',
  derive: ({ published }) => draft(published.filter((row) => !row.network)),
});

export const hospitalsLadder = defineFigure<{ published: PublishedRow }>({
  ...shared,
  id: 'hospitals-ladder',
  title: 'The ladder of networks, 2009 to 2013',
  question: 'Which networks did the hospitals of the list use, year by year?',
  derive: ({ published }) => draft(published.filter((row) => row.network)),
});
