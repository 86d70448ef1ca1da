/**
 * Chapter 4: which networks hospitals use. The list of 2013 as a crowd of hospitals, the ladder that led to it,
 * and what other counts found since, each under its own question.
 */

import { compareAll, leadWording, simpleSampleSe, worstCovariance } from '../../measure/claims.ts';
import { displayCount, displayPercent } from '../../measure/rounding.ts';
import { dayInWords } from '../edition.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { SmallHead } from '../marks/small-head.tsx';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { figureTable, sourceLine } from '../report.ts';
import { reference, rowsOf, textOf } from '../rows.ts';
import { cite, joinWords, plain, type Words } from '../words.ts';
import { Asides, asidesHeightPx, asidesOf } from './hospitals/asides.tsx';
import {
  LADDER,
  LIST,
  NOW,
  SINCE,
  SYSTEMS,
  hospitalList,
  ladderLines,
  leaders,
  networkName,
  type LadderLine,
  type NetworkCount,
} from './hospitals/counts.ts';
import { Ladder } from './hospitals/ladder.tsx';
import { Listed, listedHeightPx } from './hospitals/listed.tsx';
import { Reviews, nowGroups, placeOf, reviewGroups, reviewsHeightPx, wordsOf } from './hospitals/reviews.tsx';

export const hospitals = definePanel({
  id: 'hospitals',
  number: 4,
  title: 'Hospitals',
  question: 'What do hospitals do to be seen?',
  figures: [LIST, LADDER, SINCE, NOW, SYSTEMS],
  ground: 'paper',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint,
});

function takeaway(figures: Figures): Words {
  const list = hospitalList(figures);
  if (opensWithState(figures) || !list || list.networks.length < 2) return nowSentence(figures);
  const [first, second] = list.networks;
  return [
    `${first.label} was ${lead(first, second, list.total.value)} network: `,
    cite(displayCount(first.count), LIST, first.row.id),
    ' of ',
    cite(displayCount(list.total.value), LIST, list.total.id),
    ' listed hospitals had it',
  ];
}

/** A study of one state opens with what its hospitals have; the list of 2013 was of the country. */
function opensWithState(figures: Figures): boolean {
  return figures[NOW]?.state !== undefined && nowGroups(figures).length > 0;
}

/** Without the list, or of one state: what is known of today. */
function nowSentence(figures: Figures): Words {
  const [group] = nowGroups(figures);
  if (!group) return emptySentence(figures[LIST]);
  const [row] = group.rows;
  const least = textOf(row, 'display') === 'at_least' ? 'at least ' : '';
  return [
    `On ${networkName(row)}: ${least}`,
    cite(wordsOf(row).replace(/\+$/, ''), NOW, row.id),
    ` of the hospitals of ${placeOf(row)}`,
  ];
}

/** The same hospitals stand behind both shares, and how many have both was not published: the least favourable overlap is taken. */
function lead(first: NetworkCount, second: NetworkCount, listed: number): string {
  const [seA, seB] = [simpleSampleSe(first.share, listed), simpleSampleSe(second.share, listed)];
  const [comparison] = compareAll([
    { estimateA: first.share, seA, estimateB: second.share, seB, covariance: worstCovariance(seA, seB) },
  ]);
  return leadWording(comparison);
}

function alt(figures: Figures): Words {
  const list = hospitalList(figures);
  const since = [...nowGroups(figures), ...reviewGroups(figures)].flatMap(({ heading, figureId, rows }) => [
    ` ${heading}:`,
    ...rows.flatMap((row, index) => [
      `${index === 0 ? '' : ','} ${row.label} `,
      cite(wordsOf(row), figureId, row.id),
    ]),
    '.',
  ]);
  const asides = asidesOf(figures).flatMap((words) => [
    ' ',
    ...(typeof words === 'string' ? [words] : words),
  ]);
  if (!list) return since.length > 0 ? [...since, ...asides] : emptySentence(figures[LIST]);
  const counts = list.networks.flatMap(({ label, count, row }, index) => [
    index === 0 ? ` ${label} ` : `, ${label} `,
    cite(displayCount(count), LIST, row.id),
  ]);
  const listed = [
    cite(displayCount(list.total.value), LIST, list.total.id),
    ` hospitals were on the list in ${dayInWords(textOf(list.total, 'date'))}. With an account on`,
    ...counts,
    '.',
  ];
  return opensWithState(figures) ? [...since, ' ', ...listed, ...asides] : [...listed, ...since, ...asides];
}

function tables(figures: Figures): readonly PanelTable[] {
  const list = rowsOf(figures, LIST);
  const ladder = rowsOf(figures, LADDER);
  const since = rowsOf(figures, SINCE);
  const counts: readonly PanelTable[] = [
    {
      caption: 'Hospitals on the list by kind of account, 2013',
      columns: ['What', 'Hospitals', 'Share of the list', 'Remark'],
      rows: list.map((row) => [
        row.label,
        row.value === null ? '' : displayCount(row.value),
        typeof row.share === 'number' ? displayPercent(row.share, row.n) : '',
        row.reason || textOf(row, 'note'),
      ]),
      ids: list.map((row) => reference(LIST, row)),
    },
    {
      caption: 'The list count by count',
      columns: ['Date', 'Network', 'Hospitals', 'On the list', 'Remark'],
      rows: ladder.map((row) => [
        dayInWords(textOf(row, 'date')),
        row.label,
        row.value === null ? '' : displayCount(row.value),
        row.n === null ? '' : displayCount(row.n),
        row.reason || textOf(row, 'note'),
      ]),
      ids: ladder.map((row) => reference(LADDER, row)),
    },
    {
      caption: 'What other counts found',
      columns: ['Date', 'Question', 'Answer', 'Percent', 'n', 'Base', 'Remark'],
      rows: since.map((row) => [
        dayInWords(textOf(row, 'date')),
        textOf(row, 'question'),
        row.label,
        row.value === null ? '' : String(row.value),
        row.n === null ? '' : displayCount(row.n),
        textOf(row, 'base'),
        row.reason || textOf(row, 'note'),
      ]),
      ids: since.map((row) => reference(SINCE, row)),
    },
  ];
  return [
    ...counts.filter(({ rows }) => rows.length > 0),
    ...figureTable(figures[NOW], 'What is known of today'),
    ...figureTable(figures[SYSTEMS], 'Health systems and chains with an account on record'),
  ];
}

/** What the marks of today's accounts mean: an interval where a share is known, else from the least to the most that it can be. */
function nowPrint(figures: Figures): string {
  const now = figures[NOW];
  if (!now || now.rows.length === 0) return '';
  const publishers = [...new Set(now.sources.map(({ publisher, date }) => `${publisher}, ${date}`))].join(
    '; ',
  );
  return `${capital(now.base)}. Filled: a share of those looked at, on its 95% interval. Hollow: at least so many; its line ends where the share would be if all that were not looked at had an account. Source: ${publishers}.`;
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function finePrint(figures: Figures): Words {
  const list = hospitalList(figures);
  if (!list) {
    const since = rowsOf(figures, SINCE).length > 0 ? sourceLine(figures[SINCE]) : '';
    const lines = joinWords(nowPrint(figures), since);
    return plain(lines) === '' ? emptySentence(figures[LIST]) : lines;
  }
  const listPrint = `List kept by hand and open to anyone, ${dayInWords(textOf(list.total, 'date'))}: a count of the list, so no interval. A hospital that is not on it may still have had accounts. Line dotted where more than a year passed between two counts; hollow dot: probably misprinted. Counts whose date is only inferred are in the table. Dots below: reviews of other hospitals with other questions.`;
  return opensWithState(figures) ? joinWords(nowPrint(figures), listPrint) : listPrint;
}

/** Height of the ladder with its dates. */
const LADDER_PX = 350;
/** From the rule of a small head to what stands below it. */
const HEAD_PX = 36;

function Picture({ figures, widthPx }: PictureProps) {
  const list = hospitalList(figures);
  const lines = ladderLines(figures);
  const opening = list && opensWithState(figures) ? nowGroups(figures) : [];
  const groups = [...(opening.length > 0 ? [] : nowGroups(figures)), ...reviewGroups(figures)];
  if (!list && groups.length === 0) return <EmptyNotice figure={figures[LIST]} widthPx={widthPx} />;
  const openingPx = opening.length > 0 ? HEAD_PX + reviewsHeightPx(opening, widthPx) + 40 : 0;
  // Without the list the other counts have the whole width.
  const wide = widthPx >= 900 && list !== null;
  const rightPx = wide ? Math.round(widthPx * 0.33) : widthPx;
  const leftPx = wide ? widthPx - rightPx - 56 : widthPx;
  const ladderTop = list ? openingPx + listedHeightPx({ list, widthPx }) + 34 : 0;
  const ladderEnd = ladderTop + (lines.length > 0 ? HEAD_PX + LADDER_PX : 0);
  const listed = list && <Listed list={list} widthPx={widthPx} />;
  const asides = asidesOf(figures);
  const reviewsTop = wide || ladderEnd === 0 ? ladderTop : ladderEnd + 32;
  const reviewsEnd = groups.length > 0 ? reviewsTop + HEAD_PX + reviewsHeightPx(groups, rightPx) : reviewsTop;
  const asidesTop = wide ? ladderEnd + 40 : reviewsEnd + 40;
  const asidesEnd = asidesTop + asidesHeightPx(asides, leftPx);
  return (
    <Drawing widthPx={widthPx} heightPx={Math.max(ladderEnd, reviewsEnd, asidesEnd)}>
      {opening.length > 0 && (
        <g>
          <SmallHead x={0} y={0} widthPx={widthPx} text="Who has an account" />
          <Reviews x={0} y={HEAD_PX - 4} widthPx={widthPx} groups={opening} />
        </g>
      )}
      {openingPx > 0 ? <g transform={`translate(0 ${openingPx})`}>{listed}</g> : listed}
      {lines.length > 0 && (
        <g>
          <SmallHead x={0} y={ladderTop} widthPx={leftPx} text={ladderHead(lines, widthPx < 520)} />
          <Ladder x={0} y={ladderTop + HEAD_PX} widthPx={leftPx} heightPx={LADDER_PX} lines={lines} />
        </g>
      )}
      {groups.length > 0 && (
        <g>
          <SmallHead
            x={widthPx - rightPx}
            y={reviewsTop}
            widthPx={rightPx}
            text={list ? 'Other counts, other questions' : 'Who has an account'}
          />
          <Reviews x={widthPx - rightPx} y={reviewsTop + HEAD_PX - 4} widthPx={rightPx} groups={groups} />
        </g>
      )}
      <Asides asides={asides} x={0} y={asidesTop} widthPx={leftPx} />
    </Drawing>
  );
}

/** Who led, in turn, when the lead passed; else what the lines are. */
function ladderHead(lines: readonly LadderLine[], isNarrow: boolean): string {
  const [first, ...later] = leaders(lines);
  const measure = 'share of the list on each network';
  if (later.length === 0) return `${measure.charAt(0).toUpperCase()}${measure.slice(1)}`;
  const led = `First ${first}, then ${later.join(', then ')}`;
  return isNarrow ? led : `${led} led: ${measure}`;
}
