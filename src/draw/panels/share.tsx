/**
 * Trust set beside sharing for the same sources, on one scale: a line falls from how many would trust a source's posts to how many
 * would share their own health with it. The gap is printed where the rules carry it.
 */

import type { Figure, FigureRow } from '../../records.ts';
import { Capitals } from '../marks/capitals.tsx';
import { Drawing } from '../marks/drawing.tsx';
import { EmptyNotice } from '../marks/empty-notice.tsx';
import { Label } from '../marks/label.tsx';
import { round } from '../marks/round.ts';
import { SurveyRows, surveyRowsHeightPx } from '../marks/survey-rows.tsx';
import { spread } from '../marks/spread.ts';
import { printed } from '../numbers.ts';
import { definePanel, type Figures, type PictureProps } from '../panel.ts';
import { compareRows, standing } from '../ranking.ts';
import { laterAnswer, pollAndSurvey } from '../poll-and-survey.ts';
import { listWords } from '../report.ts';
import { surveyWords } from '../survey.ts';
import { ink } from '../theme.ts';
import { SIZE } from '../type.ts';
import { cite, joinWords, type Words } from '../words.ts';

const TRUST = 'trust-2013';
const SHARE = 'share-2013';
const SINCE = 'share-since';
const SURVEY = 'share-survey';

export const share = definePanel({
  id: 'share',
  number: 3,
  title: 'With whom people share',
  question: 'With whom would people share their own health?',
  figures: [SHARE, TRUST, SURVEY, SINCE],
  ground: 'paper',
  layout: 'beside',
  takeaway,
  alt: (figures) =>
    joinWords(
      listWords(
        'Asked in 2012, so many US adults would share their own health information with:',
        figures[SHARE],
      ),
      listWords('So many would trust health posts by:', figures[TRUST]),
      surveyWords('By survey,', figures[SURVEY]),
    ),
  ...pollAndSurvey(
    { figure: SHARE, caption: 'Would share own health information with this group, percent' },
    SURVEY,
    { figure: SINCE, caption: 'Other survey answers on sharing, percent' },
  ),
  Picture,
});

function takeaway(figures: Figures): Words {
  const pairs = sharedSources(figures);
  const [first] = pairs;
  if (!first) {
    const [leader] = standing(figures[SHARE]?.rows ?? []).leaders;
    return leader
      ? [cite(printed(leader), SHARE, leader.id), ` in 100 would share with a ${leader.label.toLowerCase()}`]
      : laterAnswer(figures, { poll: SHARE, survey: SURVEY });
  }
  const held = pairs.filter((pair) => pair.clear);
  if (!held.includes(first))
    return `No clear gap between trust in a ${first.trusted.label.toLowerCase()} and sharing with one`;
  return `Fewer would share with a ${first.trusted.label.toLowerCase()} than would trust one`;
}

interface SharedSource {
  readonly trusted: FigureRow;
  readonly told: FigureRow;
  /** The rules carry that fewer would share than trust. */
  readonly clear: boolean;
}

/** Sources that both questions name in the same words, in falling order of trust. */
function sharedSources(figures: Figures): readonly SharedSource[] {
  const told = new Map((figures[SHARE]?.rows ?? []).map((row) => [row.label, row]));
  const pairs = (figures[TRUST]?.rows ?? []).flatMap((trusted) => {
    const partner = told.get(trusted.label);
    return partner ? [[trusted, partner] as const] : [];
  });
  const wordings = compareRows(pairs);
  return pairs.map(([trusted, partner], index) => ({
    trusted,
    told: partner,
    clear: wordings[index] === 'higher',
  }));
}

/** Between the slope and the survey. */
const SURVEY_GAP_PX = 36;

function Picture({ figures, widthPx }: PictureProps) {
  const told = figures[SHARE];
  const hasPoll = told !== undefined && told.rows.length > 0;
  const surveyPx = surveyRowsHeightPx(figures[SURVEY], widthPx);
  if (!hasPoll && surveyPx === 0) return <EmptyNotice figure={told} widthPx={widthPx} />;
  const slopePx = hasPoll ? slopeHeightPx(widthPx) : 0;
  const surveyTop = hasPoll && surveyPx > 0 ? slopePx + SURVEY_GAP_PX : slopePx;
  return (
    <Drawing widthPx={widthPx} heightPx={surveyTop + surveyPx}>
      {hasPoll && <Slope figures={figures} told={told} widthPx={widthPx} />}
      <SurveyRows
        figure={figures[SURVEY]}
        x={0}
        y={surveyTop}
        widthPx={widthPx}
        heading="BY SURVEY,"
        role="ink"
      />
    </Drawing>
  );
}

const isNarrow = (widthPx: number): boolean => widthPx < 480;
const slopeHeightPx = (widthPx: number): number => (isNarrow(widthPx) ? 560 : 600);

interface SlopeProps extends PictureProps {
  readonly told: Figure;
}

/** The two questions of the poll, trust at the left, sharing at the right. */
function Slope({ figures, told, widthPx }: SlopeProps) {
  const trusted = figures[TRUST];
  const narrow = isNarrow(widthPx);
  const heightPx = slopeHeightPx(widthPx);
  const [top, bottom] = [64, heightPx - 24];
  const labelPx = narrow ? 91 : 200;
  const [left, right] = [labelPx + 40, widthPx - labelPx - 40];
  const all = [...told.rows, ...(trusted?.rows ?? [])].map((row) => row.value ?? 0);
  const [least, most] = [Math.min(...all), Math.max(...all)];
  const y = (value: number) => top + ((most - value) / (most - least || 1)) * (bottom - top);
  const pairs = sharedSources(figures);
  return (
    <>
      <path
        d={`M${left} ${top - 22}V${bottom + 12}M${right} ${top - 22}V${bottom + 12}`}
        stroke={ink('rule')}
      />
      <Heading x={left} anchor="end" text={narrow ? 'TRUST' : 'WOULD TRUST THEIR POSTS'} />
      <Heading x={right} anchor="start" text={narrow ? 'SHARE' : 'WOULD SHARE WITH THEM'} />
      {pairs.map((pair) => (
        <Fall
          key={pair.told.id}
          pair={pair}
          left={left}
          right={right}
          y={y}
          leading={pair === pairs[0]}
          narrow={narrow}
        />
      ))}
      <Column
        figure={trusted}
        x={left}
        side="left"
        y={y}
        top={top}
        bottom={bottom}
        widthPx={labelPx}
        leading={pairs[0]?.trusted}
      />
      <Column
        figure={told}
        x={right}
        side="right"
        y={y}
        top={top}
        bottom={bottom}
        widthPx={labelPx}
        leading={pairs[0]?.told}
      />
    </>
  );
}

function Heading({
  x,
  anchor,
  text,
}: {
  readonly x: number;
  readonly anchor: 'start' | 'end';
  readonly text: string;
}) {
  return (
    <Capitals x={x} y={14} anchor={anchor}>
      {text}
    </Capitals>
  );
}

interface FallProps {
  readonly pair: SharedSource;
  readonly left: number;
  readonly right: number;
  /** Percent to px. */
  readonly y: (percent: number) => number;
  readonly leading: boolean;
  /** Room for the gap of the leading source only. */
  readonly narrow: boolean;
}

/** One source: a line from trust to sharing within its band of 95 %, thick and with its gap printed where the gap is clear. */
function Fall({ pair, left, right, y, leading, narrow }: FallProps) {
  const { trusted, told, clear } = pair;
  const ends = [trusted.upper, told.upper, told.lower, trusted.lower].map((value) =>
    value === null ? null : round(y(value)),
  );
  const role = leading && clear ? 'accent' : 'ink';
  const [from, to] = [round(y(trusted.value ?? 0)), round(y(told.value ?? 0))];
  const gap = (trusted.value ?? 0) - (told.value ?? 0);
  return (
    <g>
      {!ends.includes(null) && (
        <path
          d={`M${left} ${ends[0]}L${right} ${ends[1]}V${ends[2]}L${left} ${ends[3]}z`}
          fill={ink(role)}
          fill-opacity={clear ? 0.14 : 0.05}
        />
      )}
      <path
        d={`M${left} ${from}L${right} ${to}`}
        stroke={ink(clear ? role : 'ink3')}
        stroke-width={clear ? 3 : 1.5}
      />
      {clear && (leading || !narrow) && (
        <Label
          x={(left + right) / 2 + (leading ? 12 : -12)}
          y={(from + to) / 2 + (leading ? -4 : 18)}
          face="italic"
          sizePx={SIZE.lead}
          role={role}
          anchor={leading ? 'start' : 'end'}
          figure={`${SHARE}/${told.id}`}
        >
          {`${gap} fewer`}
        </Label>
      )}
    </g>
  );
}

interface ColumnProps {
  readonly figure: Figure | undefined;
  readonly x: number;
  readonly side: 'left' | 'right';
  /** Percent to px. */
  readonly y: (percent: number) => number;
  readonly top: number;
  readonly bottom: number;
  readonly widthPx: number;
  readonly leading: FigureRow | undefined;
}

/** The dots of one question with their intervals, and their names kept apart beside them. */
function Column({ figure, x, side, y, top, bottom, widthPx, leading }: ColumnProps) {
  if (!figure) return null;
  const outward = side === 'left' ? -1 : 1;
  const anchor = side === 'left' ? 'end' : 'start';
  const places = spread(
    figure.rows.map((row) => ({ key: row.id, y: y(row.value ?? 0) })),
    20,
    top,
    bottom + 12,
  );
  return (
    <g>
      {figure.rows.map((row) => {
        const role = row === leading ? 'accent' : 'ink';
        const dot = round(y(row.value ?? 0));
        const place = places.get(row.id) ?? dot;
        const id = `${figure.id}/${row.id}`;
        return (
          <g key={row.id}>
            <circle cx={x} cy={dot} r={row === leading ? 8 : 5} fill={ink(role)} data-figure={id} />
            <path d={`M${x + outward * 8} ${dot}L${x + outward * 14} ${round(place)}`} stroke={ink('rule')} />
            <Label
              x={x + outward * 17}
              y={place + (row === leading ? 8 : 6)}
              face="display"
              sizePx={row === leading ? SIZE.large : SIZE.lead - 2}
              role={role}
              anchor={anchor}
              figure={id}
            >
              {printed(row)}
            </Label>
            <Label
              x={x + outward * (row === leading ? 60 : 44)}
              y={place + 5}
              role={role === 'accent' ? role : 'ink2'}
              anchor={anchor}
              face={role === 'accent' ? 'sansBold' : 'sans'}
            >
              {shorten(row.label, widthPx < 150)}
            </Label>
          </g>
        );
      })}
    </g>
  );
}

/** Names that a narrow column can hold; the table has them in full. */
function shorten(label: string, narrow: boolean): string {
  if (!narrow) return label;
  return SHORT[label] ?? label;
}

const SHORT: Readonly<Record<string, string>> = {
  'Patient advocacy group': 'Advocates',
  'Retail pharmacy': 'Pharmacy',
  'Patients you know': 'Known patient',
  'Government agency': 'Government',
  'Health insurer': 'Insurer',
  'Drug company': 'Drug maker',
  'Alternative care provider': 'Alternative',
  'Gym or fitness center': 'Gym',
  'Patients you do not know': 'Stranger',
  'Retail health clinic': 'Retail clinic',
  'Worksite health clinic': 'Work clinic',
  'Other patients': 'Patients',
};
