/** Health systems and chains with an account on record in Wikidata: counts only, because absence there means nothing. */

import { defineFigure } from '../figure.ts';
import { publishedRow, publishedSeries, publishedSources, type PublishedRow } from '../published.ts';

export const systemsAccounts = defineFigure<{ published: PublishedRow }>({
  id: 'systems-accounts',
  title: 'Health systems and chains on record, 2022',
  question: 'Which networks have an account of these organizations on record?',
  base: 'US health systems, clinics, pharmacies, dentists and blood services with at least one account in Wikidata',
  unit: 'count',
  counts: 'organisations',
  method: 'b, adoption: counts only',
  statistic: 'number of organizations with an account of that network on record',
  inputs: ['published-figures'],
  whenEmpty:
    'Gather published figures (a CSV with the series systems-accounts) to draw the organizations on record.',
  queries: () => ({ published: publishedSeries('systems-accounts') }),
  derive: ({ published }) => ({
    rows: published.map((row) => publishedRow(row)),
    sources: publishedSources(published),
    notes: [
      'An organization without an account in Wikidata may well have one: these are counts, never rates.',
    ],
  }),
});
