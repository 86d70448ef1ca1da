/** Pictures kept as text: a change of the drawing shows as a change of these files. Renew them with `npx vitest run test/draw -u`. */

import { renderToString } from 'preact-render-to-string';
import { expect, test } from 'vitest';
import { Axis } from '../../src/draw/marks/axis.tsx';
import { Bar } from '../../src/draw/marks/bar.tsx';
import { Crowd, CrowdPattern } from '../../src/draw/marks/crowd.tsx';
import { Drawing } from '../../src/draw/marks/drawing.tsx';
import { EmptyNotice } from '../../src/draw/marks/empty-notice.tsx';
import { PERSON } from '../../src/draw/marks/glyphs.ts';
import { IntervalDot } from '../../src/draw/marks/interval-dot.tsx';
import { Label, TextBlock } from '../../src/draw/marks/label.tsx';
import { SurveyRows, surveyRowsHeightPx } from '../../src/draw/marks/survey-rows.tsx';
import { WordsBlock } from '../../src/draw/marks/words-block.tsx';
import { MASTHEADS, MastheadArt } from '../../src/draw/masthead.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import { drawPicture } from '../../src/draw/picture.ts';
import { cite } from '../../src/draw/words.ts';
import type { Figure } from '../../src/records.ts';
import { publishedFigures } from './figures.ts';
import { surveyFigure } from './survey-figure.ts';

const file = (name: string) => `../golden/${name}.svg`;
/** One element a line, so that a difference can be read. */
const readable = (markup: string) => `${markup.replaceAll('><', '>\n<')}\n`;

const figures = publishedFigures();
const EMPTY: Figure = {
  ...figures['trust-2013'],
  rows: [],
  notes: ['Gather a survey (source hints) to see whom people trust.'],
};

test.each(['talk', 'trust', 'share'].flatMap((id) => [328, 1104].map((widthPx) => [id, widthPx] as const)))(
  'panel %s at %i px',
  async (id, widthPx) => {
    const panel = PANELS.find((candidate) => candidate.id === id);
    if (!panel) throw new Error(`no panel ${id}`);
    await expect(readable(drawPicture(panel, figures, widthPx).markup)).toMatchFileSnapshot(
      file(`panel-${id}-${widthPx}`),
    );
  },
);

test.each(Object.entries(MASTHEADS))('masthead, %s', async (name, shape) => {
  await expect(
    readable(
      renderToString(
        <Drawing widthPx={shape.widthPx} heightPx={shape.heightPx}>
          <MastheadArt shape={shape} />
        </Drawing>,
      ),
    ),
  ).toMatchFileSnapshot(file(`masthead-${name}`));
});

const MARKS = {
  axis: <Axis scale={(value) => value * 3} ticks={[0, 50, 100]} top={20} bottom={80} />,
  bar: (
    <Bar x={0} y={10} widthPx={120} heightPx={14} role="accent" lowerPx={110} upperPx={131} figure="f/r" />
  ),
  crowd: (
    <g>
      <CrowdPattern id="person" glyph={PERSON} role="ink" stepX={13} stepY={18} />
      <Crowd
        pattern="person"
        x={0}
        y={0}
        columns={10}
        rows={10}
        stepX={13}
        stepY={18}
        from={0}
        to={28}
        figure="f/r"
      />
    </g>
  ),
  'empty-notice': <EmptyNotice figure={EMPTY} widthPx={300} />,
  'interval-dot': (
    <g>
      <IntervalDot x={60} lowerX={50} upperX={70} y={20} role="accent" figure="f/r" />
      <IntervalDot x={60} lowerX={null} upperX={null} y={50} role="ink" hollow figure="f/r" />
    </g>
  ),
  label: (
    <g>
      <Label x={10} y={20} face="display" sizePx={31.3} role="accent" anchor="end" figure="f/r">
        1,501
      </Label>
      <TextBlock x={10} y={50} widthPx={120}>
        Words that are broken into lines
      </TextBlock>
    </g>
  ),
  'survey-rows': (
    <SurveyRows figure={surveyFigure()} x={0} y={0} widthPx={300} heading="TRUST A LOT:" role="ink" />
  ),
  'words-block': (
    <WordsBlock
      words={['Of a hundred, ', cite(60, 'f', 'r'), ' would trust a doctor']}
      x={0}
      y={40}
      widthPx={160}
      face="display"
      sizePx={25}
      role="ink"
      citedRole="accent"
      balanced
    />
  ),
};

test.each(Object.entries(MARKS))('mark %s', async (name, mark) => {
  await expect(
    readable(
      renderToString(
        <Drawing widthPx={300} heightPx={200}>
          {mark}
        </Drawing>,
      ),
    ),
  ).toMatchFileSnapshot(file(`mark-${name}`));
});

test('a crowd of 28 is two whole rows of ten from the bottom and eight of the third', () => {
  const markup = renderToString(MARKS.crowd);
  expect(markup).toContain('d="M0 144h130v36h-130zM0 126h104v18h-104z"');
});

test('an empty survey takes no room', () => {
  expect(surveyRowsHeightPx(undefined, 300)).toBe(0);
  expect(surveyRowsHeightPx({ ...surveyFigure(), rows: [] }, 300)).toBe(0);
});
