/**
 * Chapter 4: which networks hospitals use. The list of 2013 as a crowd of hospitals, the ladder that led to it,
 * and what other counts found since, each under its own question.
 */

import { displayCount, displayPercent } from '../../measure/rounding.ts';
import { compareAll, leadWording, simpleSampleSe, worstCovariance } from '../../measure/claims.ts';
import { dayInWords } from '../edition.ts';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice, emptySentence } from '../marks/empty-notice.tsx';
import { Label, TextBlock } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { printedWithUnit } from '../numbers.ts';
import { definePanel, type Figures, type PanelTable, type PictureProps } from '../panel.ts';
import { reference, rowsOf, textOf } from '../rows.ts';
import { ink, networkRole } from '../theme.ts';
import { SIZE, textWidthPx } from '../type.ts';
import { cite, type Words } from '../words.ts';
import {
  LADDER,
  LIST,
  SINCE,
  hospitalList,
  ladderLines,
  leaders,
  type HospitalList,
  type LadderLine,
  type NetworkCount,
} from './hospitals/counts.ts';
import { Crowd, CrowdLine, HOSPITALS_A_GLYPH } from './hospitals/crowd.tsx';
import { Ladder } from './hospitals/ladder.tsx';
import { Reviews, reviewGroups, reviewsHeightPx } from './hospitals/reviews.tsx';

export const hospitals = definePanel({
  id: 'hospitals',
  number: 4,
  title: 'Hospitals',
  question: 'What do hospitals do to be seen?',
  figures: [LIST, LADDER, SINCE],
  ground: 'paper',
  takeaway,
  alt,
  tables,
  Picture,
  finePrint,
});

function takeaway(figures: Figures): Words {
  const list = hospitalList(figures);
  if (!list || list.networks.length < 2) return emptySentence(figures[LIST]);
  const [first, second] = list.networks;
  return [
    `${first.label} was ${lead(first, second, list.total.value)} network: `,
    cite(displayCount(first.count), LIST, first.row.id),
    ' of ',
    cite(displayCount(list.total.value), LIST, list.total.id),
    ' listed hospitals had it',
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
  if (!list) return emptySentence(figures[LIST]);
  const counts = list.networks.flatMap(({ label, count, row }, index) => [
    index === 0 ? ` ${label} ` : `, ${label} `,
    cite(displayCount(count), LIST, row.id),
  ]);
  const since = reviewGroups(figures).flatMap(({ heading, rows }) => [
    ` ${heading}:`,
    ...rows.flatMap((row, index) => [
      `${index === 0 ? '' : ','} ${row.label} `,
      cite(printedWithUnit(row), SINCE, row.id),
    ]),
    '.',
  ]);
  return [
    cite(displayCount(list.total.value), LIST, list.total.id),
    ` hospitals were on the list in ${dayInWords(textOf(list.total, 'date'))}. With an account on`,
    ...counts,
    '.',
    ...since,
  ];
}

function tables(figures: Figures): readonly PanelTable[] {
  const list = rowsOf(figures, LIST);
  const ladder = rowsOf(figures, LADDER);
  const since = rowsOf(figures, SINCE);
  return [
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
}

function finePrint(figures: Figures): Words {
  const list = hospitalList(figures);
  if (!list) return emptySentence(figures[LIST]);
  return `List kept by hand and open to anyone, ${dayInWords(textOf(list.total, 'date'))}: a count of the list, so no interval. A hospital that is not on it may still have had accounts. Line dotted where more than a year passed between two counts; hollow dot: probably misprinted. Counts whose date is only inferred are in the table. Dots below: reviews of other hospitals with other questions.`;
}

interface Frame {
  readonly fieldColumns: number;
  readonly crowdLines: number;
  readonly labelPx: number;
  readonly numberPx: number;
  readonly stacked: boolean;
}

/** How the crowd is set at a width: the sheet has name, crowd and number in one row, the phone sets the crowd below its name. */
function frameFor(widthPx: number): Frame {
  if (widthPx < 520) return { fieldColumns: 33, crowdLines: 3, labelPx: 0, numberPx: 0, stacked: true };
  if (widthPx < 900) return { fieldColumns: 58, crowdLines: 3, labelPx: 124, numberPx: 100, stacked: false };
  return { fieldColumns: 77, crowdLines: 2, labelPx: 148, numberPx: 120, stacked: false };
}

function Picture({ figures, widthPx }: PictureProps) {
  const list = hospitalList(figures);
  if (!list) return <EmptyNotice figure={figures[LIST]} widthPx={widthPx} />;
  const frame = frameFor(widthPx);
  const field = fieldLayout(list, widthPx, frame);
  const rows = rowLayout(list, widthPx, frame);
  const rowsTop = field.heightPx + 44;
  const lowerTop = rowsTop + list.networks.length * rows.heightPx + 34;
  const groups = reviewGroups(figures);
  const lines = ladderLines(figures);
  const wide = widthPx >= 900;
  const reviewsWidth = wide ? Math.round(widthPx * 0.33) : widthPx;
  const ladderWidth = wide ? widthPx - reviewsWidth - 56 : widthPx;
  const ladderHeight = lines.length > 0 ? 350 : 0;
  const reviewsTop = wide ? lowerTop : lowerTop + ladderHeight + (lines.length > 0 ? 60 : 0);
  const bottom = Math.max(
    lowerTop + ladderHeight + 28,
    groups.length > 0 ? reviewsTop + 28 + reviewsHeightPx(groups, reviewsWidth) : 0,
  );
  return (
    <Drawing widthPx={widthPx} heightPx={bottom}>
      <CrowdLine glyphs={frame.fieldColumns} widthPx={widthPx} />
      <Zoom
        from={[0, field.listedPx, field.heightPx - 12]}
        to={[frame.labelPx, widthPx - frame.numberPx, rowsTop - 12]}
      />
      <Field list={list} frame={frame} layout={field} widthPx={widthPx} />
      {list.networks.map((network, index) => (
        <NetworkRow
          key={network.network}
          network={network}
          leading={index === 0}
          listed={list.total.value}
          y={rowsTop + index * rows.heightPx}
          frame={frame}
          layout={rows}
          widthPx={widthPx}
        />
      ))}
      {lines.length > 0 && (
        <g>
          <SmallHead x={0} y={lowerTop + 10} widthPx={ladderWidth} text={ladderHead(lines)} />
          <Ladder x={0} y={lowerTop + 28} widthPx={ladderWidth} heightPx={ladderHeight} lines={lines} />
        </g>
      )}
      {groups.length > 0 && (
        <g>
          <SmallHead
            x={widthPx - reviewsWidth}
            y={reviewsTop + 10}
            widthPx={reviewsWidth}
            text="Other counts, other questions"
          />
          <Reviews x={widthPx - reviewsWidth} y={reviewsTop + 18} widthPx={reviewsWidth} groups={groups} />
        </g>
      )}
    </Drawing>
  );
}

/** Who led, when the lead passed; else what the lines are. */
function ladderHead(lines: readonly LadderLine[]): string {
  const led = leaders(lines).map((label) => label.replace(', now X', ''));
  return led.length > 1
    ? `The lead passed from ${led.join(' to ')}: share of the list on each network`
    : 'Share of the list on each network';
}

/** A wedge from the listed hospitals of the field to the rows below: these are the same hospitals, seen closer. */
function Zoom({
  from,
  to,
}: {
  readonly from: readonly [number, number, number];
  readonly to: readonly [number, number, number];
}) {
  const [fromLeft, fromRight, fromY] = from.map(round);
  const [toLeft, toRight, toY] = to.map(round);
  return <path d={`M${fromLeft} ${fromY}H${fromRight}L${toRight} ${toY}H${toLeft}z`} fill={ink('wash')} />;
}

function SmallHead({
  x,
  y,
  widthPx,
  text,
}: {
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
  readonly text: string;
}) {
  return (
    <g>
      <path d={`M${x} ${y - 20}h${widthPx}`} stroke={ink('ink')} />
      <Label x={x} y={y} face="sansBold">
        {text}
      </Label>
    </g>
  );
}

interface FieldLayout {
  readonly stepPx: number;
  readonly slots: number;
  readonly lines: number;
  readonly top: number;
  /** Width of the listed hospitals within the field. */
  readonly listedPx: number;
  readonly heightPx: number;
}

/** The whole country as glyphs, the listed ones first: how far the list reached. */
function fieldLayout(list: HospitalList, widthPx: number, frame: Frame): FieldLayout {
  const all = list.country[0]?.value ?? list.total.value;
  const slots = Math.round(all / HOSPITALS_A_GLYPH);
  const stepPx = widthPx / frame.fieldColumns;
  const lines = Math.ceil(slots / frame.fieldColumns);
  const top = frame.stacked ? 84 : 70;
  const listedPx = Math.ceil(slotsOf(list.total.value) / lines) * stepPx;
  return { stepPx, slots, lines, top, listedPx, heightPx: top + lines * stepPx + 20 };
}

interface FieldProps {
  readonly list: HospitalList;
  readonly frame: Frame;
  readonly layout: FieldLayout;
  readonly widthPx: number;
}

function Field({ list, frame, layout, widthPx }: FieldProps) {
  const [country] = list.country;
  const numeralPx = frame.stacked ? SIZE.huge : SIZE.hero;
  const numeral = displayCount(list.total.value);
  const besideX = textWidthPx(numeral, 'display', numeralPx) + 16;
  return (
    <g>
      <Label
        x={0}
        y={numeralPx * 0.82}
        face="display"
        sizePx={numeralPx}
        figure={reference(LIST, list.total)}
      >
        {numeral}
      </Label>
      <TextBlock x={besideX} y={numeralPx * 0.82 - 22} widthPx={170} sizePx={SIZE.body} leading={1.3}>
        {`hospitals on the list, ${dayInWords(textOf(list.total, 'date'))}`}
      </TextBlock>
      {country && (
        <Label
          x={widthPx}
          y={frame.stacked ? 72 : 48}
          sizePx={frame.stacked ? SIZE.fine : SIZE.small}
          role="ink2"
          anchor="end"
          figure={reference(LIST, country)}
        >
          {`of ${displayCount(country.value)} in the country; each sign is ${HOSPITALS_A_GLYPH} hospitals`}
        </Label>
      )}
      <Crowd
        x={0}
        y={layout.top}
        filled={slotsOf(list.total.value)}
        slots={layout.slots}
        lines={layout.lines}
        stepPx={layout.stepPx}
        pictureWidthPx={widthPx}
        role="ink"
        quiet="rule"
        figure={reference(LIST, list.total)}
      />
    </g>
  );
}

const slotsOf = (listed: number): number => Math.round(listed / HOSPITALS_A_GLYPH);

interface RowLayout {
  readonly stepPx: number;
  readonly heightPx: number;
}

function rowLayout(list: HospitalList, widthPx: number, frame: Frame): RowLayout {
  const slots = slotsOf(list.total.value);
  const columns = Math.ceil(slots / frame.crowdLines);
  const stepPx = Math.min(28, (widthPx - frame.labelPx - frame.numberPx) / columns);
  return { stepPx, heightPx: frame.crowdLines * stepPx + (frame.stacked ? 46 : 20) };
}

interface NetworkRowProps {
  readonly network: NetworkCount;
  readonly leading: boolean;
  readonly listed: number;
  readonly y: number;
  readonly frame: Frame;
  readonly layout: RowLayout;
  readonly widthPx: number;
}

function NetworkRow({ network, leading, listed, y, frame, layout, widthPx }: NetworkRowProps) {
  const { stacked } = frame;
  const middle = y + (frame.crowdLines * layout.stepPx) / 2;
  const figure = reference(LIST, network.row);
  return (
    <g>
      <Label
        x={0}
        y={stacked ? y + 16 : middle + 2}
        face="sansBold"
        sizePx={SIZE.body}
        role={networkRole(network.network)}
      >
        {network.label}
      </Label>
      <Crowd
        x={frame.labelPx}
        y={stacked ? y + 26 : y}
        filled={network.count / HOSPITALS_A_GLYPH}
        slots={slotsOf(listed)}
        lines={frame.crowdLines}
        stepPx={layout.stepPx}
        pictureWidthPx={widthPx}
        role={networkRole(network.network)}
        quiet="rule"
        figure={figure}
      />
      <Label
        x={stacked ? widthPx - 52 : widthPx}
        y={stacked ? y + 17 : middle + 4}
        face="display"
        sizePx={stacked ? SIZE.title : SIZE.large}
        role={leading ? 'accent' : 'ink'}
        anchor="end"
        figure={figure}
      >
        {displayCount(network.count)}
      </Label>
      <Label
        x={widthPx}
        y={stacked ? y + 16 : middle + 23}
        sizePx={stacked ? SIZE.fine : SIZE.small}
        role="ink2"
        anchor="end"
        figure={figure}
      >
        {displayPercent(network.share, listed)}
      </Label>
    </g>
  );
}
