/**
 * 2013 beside now: after the seven chapters, one spread in two columns. On the page it is text, set as a table is set; here are its
 * words, and the same spread as a drawing for the poster and for download. No line joins the columns: most of it was asked in other words.
 */

import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { printedInterval } from '../numbers.ts';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { rowsOf, textOf } from '../rows.ts';
import { cite, joinWords, type Cited, type Words } from '../words.ts';
import { COMPARE, said, spreads, type Entry } from './entries.ts';
import { Columns, columnsHeightPx } from './columns.tsx';

export const thenAndNow = definePanel({
  id: COMPARE,
  number: null,
  title: 'Then and now',
  question: '2013 beside what is known now',
  figures: [COMPARE],
  ground: 'tint',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint: (figures) => (figures[COMPARE]?.notes ?? []).join(' '),
});

/** Whether the edition has anything of 2013 to set beside now. */
export function hasComparison(figures: Figures): boolean {
  return rowsOf(figures, COMPARE).length > 0;
}

const COUNTS = ['none', 'one', 'two', 'three', 'four', 'five', 'six', 'seven'];

function takeaway(figures: Figures): Words {
  const all = spreads(figures);
  if (all.length === 0) return emptySentence(figures[COMPARE]);
  const newer = all.filter(({ pairings }) => pairings.some(({ now }) => now.length > 0));
  const same = newer.filter(({ pairings }) => pairings.some(({ now }) => now.some((entry) => entry.same)));
  const questions = all.length === 1 ? 'the one question' : `the ${COUNTS[all.length]} questions`;
  const every = newer.length === all.length;
  const have = newer.length === 1 ? 'has a newer answer' : 'have newer answers';
  const who = every
    ? questions.replace(/^the/, all.length === 1 ? 'The' : 'All')
    : `${upperFirst(COUNTS[newer.length])} of ${questions}`;
  if (newer.length === 0) return `None of ${questions} of 2013 has a newer answer yet`;
  return `${who} of 2013 ${have}; ${sameWords(same.length)}`;
}

function sameWords(count: number): string {
  if (count === 0) return 'none was asked the same way';
  return `only ${COUNTS[count]} ${count === 1 ? 'was' : 'were'} counted the same way`;
}

const upperFirst = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

function alt(figures: Figures): Words {
  return joinWords(
    ...spreads(figures).flatMap(({ pairings, gather }) => [
      ...pairings.map(({ then, now }): Words => [
        ...pieces(then),
        ...now.flatMap((entry): (string | Cited)[] => ['; ', ...pieces(entry)]),
        '.',
      ]),
      gather,
    ]),
  );
}

function pieces(entry: Entry): readonly (string | Cited)[] {
  return [`${entry.tag}, ${entry.label}: `, cite(said(entry), COMPARE, entry.row.id)];
}

function tables(figures: Figures): readonly PanelTable[] {
  const entries = spreads(figures).flatMap(({ pairings }) =>
    pairings.flatMap(({ then, now }) => [then, ...now]),
  );
  if (entries.length === 0) return [];
  return [
    {
      caption: '2013 beside now, with the words of each side',
      columns: ['Chapter', 'When', 'What', 'Value', '95% interval', 'Asked or counted', 'Remark'],
      rows: entries.map((entry) => [
        textOf(entry.row, 'chapter'),
        entry.tag,
        entry.label,
        said(entry),
        printedInterval(entry.row) || 'none',
        entry.definition,
        entry.row.reason,
      ]),
      ids: entries.map(({ figure }) => figure),
    },
  ];
}

function Picture({ figures, widthPx }: PictureProps) {
  const all = spreads(figures);
  if (all.length === 0) return <EmptyNotice figure={figures[COMPARE]} widthPx={widthPx} />;
  return (
    <Drawing widthPx={widthPx} heightPx={columnsHeightPx(all, widthPx)}>
      <Columns spreads={all} widthPx={widthPx} />
    </Drawing>
  );
}
