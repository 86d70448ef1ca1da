/**
 * Chapter 6: how the numbers grow. The pulse line of the sheet becomes the growth curve of the hospital lists; below it
 * the surveys since, each in its own words and joined by nothing.
 */

import { displayCount } from '../../measure/rounding.ts';
import type { FigureRow } from '../../records.ts';
import { dayInWords } from '../edition.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { Label } from '../marks/label.tsx';
import { printed, printedWithUnit } from '../numbers.ts';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { figureTable, listWords, sourceLine } from '../report.ts';
import { reference, rowsOf, textOf } from '../rows.ts';
import { ink } from '../theme.ts';
import { SIZE, balanceText } from '../type.ts';
import { cite, joinWords, type Words } from '../words.ts';
import { LIST, SURVEYS, THEN, listCounts, surveyAnswers } from './growth/counts.ts';
import { Pulse, pulseFrame } from './growth/pulse.tsx';
import { Surveys, surveysHeightPx } from './growth/surveys.tsx';

export const growth = definePanel({
  id: 'growth',
  number: 6,
  title: 'How it grows',
  question: 'How do the numbers grow?',
  figures: [LIST, SURVEYS, THEN],
  ground: 'band',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint,
  thread,
});

/** From the first count to the last that was given exactly: counts of a list, so what is said is said of the list. */
function takeaway(figures: Figures): Words {
  const exact = listCounts(figures).filter(({ row }) => row.comparison === '=');
  const [first] = exact;
  const last = exact.at(-1);
  if (!first || !last || first === last) return surveySentence(figures);
  const verb = last.count > first.count ? 'grew' : 'went';
  return [
    `The list of hospitals on social media ${verb} from `,
    cite(displayCount(first.count), LIST, first.row.id),
    ` in ${textOf(first.row, 'date').slice(0, 4)} to `,
    cite(displayCount(last.count), LIST, last.row.id),
    ` in ${textOf(last.row, 'date').slice(0, 4)}`,
  ];
}

/** Without the list, the latest of the surveys. */
function surveySentence(figures: Figures): Words {
  const answer = surveyAnswers(figures).at(-1);
  if (!answer) return emptySentence(figures[LIST]);
  const { words, base, row } = answer;
  return [
    `${words}: `,
    cite(printedWithUnit(row), SURVEYS, row.id),
    ` of ${base} in ${textOf(row, 'date').slice(0, 4)}`,
  ];
}

function alt(figures: Figures): Words {
  const counts = listCounts(figures).flatMap(({ row }, index) => [
    index === 0 ? 'Hospitals on the list: ' : '; ',
    `${dayInWords(textOf(row, 'date'))} `,
    cite(printed(row), LIST, row.id),
  ]);
  const answers = surveyAnswers(figures).map(({ words, base, row }) =>
    listWords(`${words}, ${base}, ${dayInWords(textOf(row, 'date'))}:`, {
      ...(figures[SURVEYS] ?? EMPTY),
      rows: [row],
    }),
  );
  return joinWords(counts.length > 0 ? [...counts, '.'] : emptySentence(figures[LIST]), ...answers);
}

const EMPTY = {
  id: SURVEYS,
  title: '',
  question: '',
  base: '',
  unit: '',
  sources: [],
  notes: [],
  receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
} as const;

function tables(figures: Figures): readonly PanelTable[] {
  const list = rowsOf(figures, LIST);
  return [
    ...(list.length > 0 ? [listTable(list)] : []),
    ...figureTable(figures[SURVEYS], 'Use of the internet and social media for health, by survey'),
    ...figureTable(figures[THEN], 'What is left of the growth panel of 2013'),
  ];
}

const listTable = (list: readonly FigureRow[]): PanelTable => ({
  caption: 'Hospitals on the list, count by count',
  columns: ['Date', 'Hospitals', 'Kept by', 'Source', 'Remark'],
  rows: list.map((row) => [
    dayInWords(textOf(row, 'date')),
    printed(row),
    textOf(row, 'kept_by'),
    row.source,
    row.reason || textOf(row, 'note'),
  ]),
  ids: list.map((row) => reference(LIST, row)),
});

function finePrint(figures: Figures): Words {
  const [then] = rowsOf(figures, THEN);
  const hasSurveys = rowsOf(figures, SURVEYS).length > 0;
  if (listCounts(figures).length === 0)
    return hasSurveys ? sourceLine(figures[SURVEYS]) : emptySentence(figures[LIST]);
  return joinWords(
    'The curve counts hospitals on a list that people added to, not hospitals that joined a network; a count of the list has no interval. Counts whose date is only inferred are in the table.',
    sourceLine(figures[SURVEYS]),
    then?.value === null
      ? `The growth curve of the sheet of 2013 was not recovered: ${textOf(then, 'note').replace(/^The/, 'the')}.`
      : '',
  );
}

const GAP_PX = 64;

interface Layout {
  readonly chartPx: number;
  readonly headLines: readonly string[];
  readonly headTop: number;
  readonly lanesTop: number;
  readonly heightPx: number;
}

const SURVEYS_HEAD =
  'Who uses social media for health? Each survey asked in its own words, so nothing joins these dots.';

function layoutFor(figures: Figures, widthPx: number): Layout {
  const counts = listCounts(figures);
  const answers = surveyAnswers(figures);
  const chartPx = counts.length > 1 ? pulseFrame(counts, widthPx).heightPx : 0;
  const headSize = widthPx < 520 ? SIZE.body : SIZE.lead;
  const headLines =
    answers.length > 0 ? balanceText(SURVEYS_HEAD, 'display', headSize, Math.min(widthPx, 720)) : [];
  const headTop = chartPx > 0 ? chartPx + GAP_PX : headSize;
  const lanesTop = headTop + headLines.length * headSize * 1.25 + 6;
  const heightPx = answers.length > 0 ? lanesTop + surveysHeightPx(answers, widthPx) : chartPx;
  return { chartPx, headLines, headTop, lanesTop, heightPx };
}

function Picture({ figures, widthPx }: PictureProps) {
  const counts = listCounts(figures);
  const answers = surveyAnswers(figures);
  if (counts.length < 2 && answers.length === 0)
    return <EmptyNotice figure={figures[LIST]} widthPx={widthPx} />;
  const layout = layoutFor(figures, widthPx);
  const headSize = widthPx < 520 ? SIZE.body : SIZE.lead;
  return (
    <Drawing widthPx={widthPx} heightPx={layout.heightPx}>
      {counts.length > 1 && <Pulse counts={counts} frame={pulseFrame(counts, widthPx)} />}
      {answers.length > 0 && (
        <g>
          {layout.chartPx > 0 && <path d={`M0 ${layout.headTop - 34}h${widthPx}`} stroke={ink('rule')} />}
          {layout.headLines.map((line, index) => (
            <Label
              key={line}
              x={0}
              y={layout.headTop + index * headSize * 1.25}
              face="display"
              sizePx={headSize}
            >
              {line}
            </Label>
          ))}
          <Surveys y={layout.lanesTop} widthPx={widthPx} answers={answers} />
        </g>
      )}
    </Drawing>
  );
}

/** The line enters on the base line of the curve and leaves at the height of the last count. */
function thread({ figures, widthPx }: PictureProps): { readonly enter: number; readonly leave: number } {
  const counts = listCounts(figures);
  const last = counts.at(-1);
  if (counts.length < 2 || !last) return { enter: 0.5, leave: 0.5 };
  const frame = pulseFrame(counts, widthPx);
  const { heightPx } = layoutFor(figures, widthPx);
  return { enter: frame.baseY / heightPx, leave: frame.toY(last.count) / heightPx };
}
