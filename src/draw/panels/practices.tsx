/**
 * Chapter 5: what to do. Five plates: each practice with its grade of evidence, the number to hold to and what exactly
 * to do; the effect as a distance from no difference once posts were measured. Below them the cases of 2013.
 */

import type { FigureRow } from '../../records.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { TextBlock, textBlockHeightPx } from '../marks/label.tsx';
import { SmallHead } from '../marks/small-head.tsx';
import { printedWithUnit } from '../numbers.ts';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { sourceLine } from '../report.ts';
import { rowsOf } from '../rows.ts';
import { SIZE } from '../type.ts';
import { cite, joinWords, type Words } from '../words.ts';
import { postsThatShow } from './practices/advice.ts';
import { Cases, casesHeightPx } from './practices/cases.tsx';
import { Patience, patienceHeightPx, requests } from './practices/patience.tsx';
import { GAP_PX, placePlates } from './practices/place-plates.ts';
import { LyingPlate, StandingPlate } from './practices/plate.tsx';
import {
  adviceBeside,
  CASES,
  EFFECTS,
  EXPECTATIONS,
  GUIDANCE,
  notSupported,
  plates,
} from './practices/plates.ts';
import { Rest } from './practices/rest.tsx';
import { FIELD, tables } from './practices/tables.ts';

export const practices = definePanel({
  id: 'practices',
  number: 5,
  title: 'What to do',
  question: 'Which five practices hold up?',
  figures: [EFFECTS, GUIDANCE, CASES, EXPECTATIONS, FIELD],
  ground: 'tint',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint,
});

function takeaway(figures: Figures): Words {
  const [first] = plates(figures);
  if (!first)
    return notSupported(figures).length > 0
      ? 'None of the practices measured in these posts is supported by them'
      : emptySentence(figures[GUIDANCE]);
  if (first.effect)
    return [
      `${postsThatShow(first.row.id, first.title)} got `,
      cite(first.numeral.replace('×', ' times'), EFFECTS, first.row.id),
      ' the engagement of the same account’s other posts',
    ];
  return `The strongest advice is ${first.grade}: ${first.advice.charAt(0).toLowerCase()}${first.advice.slice(1)}`;
}

function alt(figures: Figures): Words {
  const shown = plates(figures);
  if (shown.length === 0) return emptySentence(figures[GUIDANCE]);
  const plateWords = [...shown, ...adviceBeside(figures)].flatMap(
    ({ title, advice, grade, numeral, unit, figureId, row }) => [
      `${title} (${grade || 'measured'}): `,
      cite(numeral, figureId, row.id),
      ` ${unit}. ${advice}. `,
    ],
  );
  const askedWords = requests(figures).flatMap(({ label, waits }) => [
    `${label}, answer expected within`,
    ...waits.flatMap(({ within, row }, index) => [
      `${index === 0 ? '' : ','} ${within} `,
      cite(printedWithUnit(row), EXPECTATIONS, row.id),
    ]),
    '. ',
  ]);
  return [...plateWords, ...askedWords];
}

function finePrint(figures: Figures): Words {
  const asked = requests(figures).length > 0 ? sourceLine(figures[EXPECTATIONS]) : '';
  return joinWords(platesPrint(figures), asked);
}

function platesPrint(figures: Figures): string {
  const shown = plates(figures);
  if (shown.length === 0 && notSupported(figures).length === 0) return emptySentence(figures[GUIDANCE]);
  if (shown.length === 0 || shown.some(({ effect }) => effect !== null)) {
    const advice =
      adviceBeside(figures).length > 0
        ? ' Plates with a grade are advice from the literature and were not measured here.'
        : '';
    return `${figures[EFFECTS]?.base ?? ''}. Ratios within accounts with 95% intervals: associated with, not caused by. Not controlled: topic, news, paid promotion, changes of ranking.${advice}`;
  }
  return `Of the advice that gives a number to hold to, one for each grade of evidence and then the next strongest, up to five; within a grade the one that most pages carry. The steps show the grade, not the size of an effect. All advice with its sources is in the table.`;
}

function whyNoEffect(figures: Figures): string {
  return (
    figures[EFFECTS]?.notes[0] ??
    'How far each practice moves engagement is not measured until posts are gathered.'
  );
}

function Picture({ figures, widthPx }: PictureProps) {
  const shown = plates(figures);
  const cases = rowsOf(figures, CASES);
  const failed = notSupported(figures);
  if (shown.length === 0 && cases.length === 0 && failed.length === 0)
    return <EmptyNotice figure={figures[GUIDANCE]} widthPx={widthPx} />;
  const placed = placePlates([...shown, ...adviceBeside(figures)], widthPx);
  const rest = shown.length > 0 && placed.restPx > 0 && failed.length > 0;
  const noteTop = placed.heightPx + 34;
  const note = noteFor(figures, failed, rest);
  const noteHeight = textBlockHeightPx(note, { face: 'italic', sizePx: SIZE.body, widthPx });
  const asked = requests(figures);
  const patienceTop = noteTop + noteHeight + 34;
  const casesTop = patienceTop + patienceHeightPx(asked, widthPx) + (asked.length > 0 ? 28 : 0) + 42;
  const casesProps = { rows: cases, y: casesTop, widthPx, columns: columnsFor(widthPx), gapPx: GAP_PX };
  return (
    <Drawing widthPx={widthPx} heightPx={cases.length > 0 ? casesTop + casesHeightPx(casesProps) : casesTop}>
      {placed.places.map(({ plate, ...place }, index) =>
        widthPx >= 900 ? (
          <StandingPlate key={plate.row.id} plate={plate} {...place} leading={index === 0} />
        ) : (
          <LyingPlate key={plate.row.id} plate={plate} {...place} leading={index === 0} />
        ),
      )}
      {rest && (
        <Rest
          x={widthPx - placed.restPx}
          widthPx={placed.restPx}
          heightPx={placed.heightPx}
          words={failedWords(failed)}
        />
      )}
      <TextBlock x={0} y={noteTop} widthPx={widthPx} face="italic" sizePx={SIZE.body} role="ink2">
        {note}
      </TextBlock>
      <Patience all={asked} y={patienceTop} widthPx={widthPx} />
      {cases.length > 0 && (
        <g>
          <SmallHead x={0} y={casesTop - 42} widthPx={widthPx} text="The five cases of the sheet of 2013" />
          <Cases {...casesProps} />
        </g>
      )}
    </Drawing>
  );
}

/** The line below the plates: what is missing, or what did not hold where there is no room for it beside them. */
function noteFor(figures: Figures, failed: readonly FigureRow[], isSaid: boolean): string {
  const measured = plates(figures).some(({ effect }) => effect !== null);
  if (!measured && failed.length === 0) return whyNoEffect(figures);
  const notHeld = failed.length > 0 && !isSaid ? `${failedWords(failed)} ` : '';
  return measured ? `${notHeld}Associated with, within the same accounts; not a cause.` : notHeld.trim();
}

function failedWords(rows: readonly FigureRow[]): string {
  return `Also measured, and not supported: ${rows.map(({ label }) => label.toLowerCase()).join(', ')}.`;
}

function columnsFor(widthPx: number): number {
  if (widthPx >= 900) return 5;
  return widthPx >= 520 ? 2 : 1;
}
