/** The poster: the whole sheet as one static drawing, 1200 units wide and shown at 2400 px. */

import { renderToString } from 'preact-render-to-string';
import { hasComparison, thenAndNow } from './compare/then-and-now.tsx';
import { editionFinding, type Sheet } from './edition.ts';
import { Label, TextBlock, textBlockHeightPx } from './marks/label.tsx';
import { round } from './marks/round.ts';
import { WordsBlock, wordsLines } from './marks/words-block.tsx';
import { MASTHEADS, MastheadArt } from './masthead.tsx';
import { layPlate, type Plate } from './plate.tsx';
import { LICENCE, METHOD, editionLine, sheetSources } from './sheet-parts.ts';
import { standalone } from './static-panel.tsx';
import { ink, resolveColours, type Mode } from './theme.ts';
import { beatDown, marginPx, threadX } from './thread.ts';
import { SIZE, wrapText } from './type.ts';
import { plain } from './words.ts';

const WIDTH_PX = 1200;
const SCALE = 2;

/** `poster.svg`: resolved colours, shipped families by name. */
export function renderPoster(sheet: Sheet, mode: Mode = 'light'): string {
  const { panels, figures, edition } = sheet;
  const growth = panels.findIndex((panel) => panel.thread !== undefined);
  const spreads = hasComparison(figures) ? [...panels, thenAndNow] : panels;
  const blocks: Block[] = [
    masthead(sheet, mode),
    ...spreads.map((panel, index) =>
      layPlate(panel, figures, {
        widthPx: WIDTH_PX,
        marginPx: marginPx(WIDTH_PX),
        mode,
        behind: (plate) => {
          const thread = panel.thread?.({ figures, widthPx: WIDTH_PX - 2 * marginPx(WIDTH_PX) });
          if (thread) return <Turn plate={plate} enter={thread.enter} leave={thread.leave} />;
          return <Run heightPx={plate.heightPx} atRight={growth >= 0 && index > growth} />;
        },
      }),
    ),
    footer(sheet, mode, growth >= 0),
  ];
  let top = 0;
  const markup = blocks.map((block) => {
    const placed = `<g transform="translate(0 ${round(top)})">${block.markup}</g>`;
    top += block.heightPx;
    return placed;
  });
  return standalone({
    title: edition.title,
    description: spreads.map((panel) => `${numbered(panel)}${plain(panel.takeaway(figures))}.`).join(' '),
    widthPx: WIDTH_PX,
    heightPx: round(top),
    scale: SCALE,
    markup: markup.join(''),
  });
}

const numbered = ({ number }: { readonly number: number | null }): string =>
  number === null ? '' : `${String(number)}. `;

type Block = Pick<Plate, 'markup' | 'heightPx'>;

const LINE = { fill: 'none', 'stroke-width': 3, 'stroke-linejoin': 'round' } as const;

/** The pulse line straight down one margin, with a beat beside the number. */
function Run({ heightPx, atRight }: { readonly heightPx: number; readonly atRight: boolean }) {
  const x = atRight ? WIDTH_PX - threadX(WIDTH_PX) : threadX(WIDTH_PX);
  return (
    <path {...LINE} stroke={ink('accent')} d={`M${x} 0V80${beatDown(atRight ? -16 : 16)}V${heightPx}`} />
  );
}

interface TurnProps {
  readonly plate: Omit<Plate, 'markup'>;
  readonly enter: number;
  readonly leave: number;
}

/** The pulse line into the picture that continues it, and out of it down the other margin. */
function Turn({ plate, enter, leave }: TurnProps) {
  const x = threadX(WIDTH_PX);
  const margin = marginPx(WIDTH_PX);
  const y = (share: number) => round(plate.pictureTopPx + share * plate.pictureHeightPx);
  return (
    <path
      {...LINE}
      stroke={ink('accent')}
      d={`M${x} 0V${y(enter)}H${margin}M${WIDTH_PX - margin} ${y(leave)}H${WIDTH_PX - x}V${plate.heightPx}`}
    />
  );
}

function masthead(sheet: Sheet, mode: Mode): Block {
  const shape = MASTHEADS.sheet;
  const { edition } = sheet;
  const x = marginPx(WIDTH_PX);
  const titleLines = wrapText(edition.title, 'display', SIZE.giant, 640);
  const titleBottom = 190 + (titleLines.length - 1) * SIZE.giant;
  const finding = {
    words: editionFinding(sheet),
    x,
    y: titleBottom + 56,
    widthPx: 600,
    face: 'italic',
    sizePx: SIZE.title,
    role: 'ink',
    citedRole: 'accent',
    leading: 1.36,
  } as const;
  const findingBottom = finding.y + (wordsLines(finding).length - 1) * SIZE.title * 1.36;
  const markup = renderToString(
    <g>
      <rect width={WIDTH_PX} height={shape.heightPx} fill={ink('paper')} />
      <MastheadArt shape={shape} />
      <Label x={x} y={62} face="sansBold" role="ink2" sizePx={SIZE.small} trackingPx={1.15}>
        {editionLine(sheet).toUpperCase()}
      </Label>
      <TextBlock x={x - 3} y={190} face="display" sizePx={SIZE.giant} role="ink" widthPx={640} leading={1}>
        {edition.title}
      </TextBlock>
      <WordsBlock {...finding} />
      <TextBlock x={x} y={findingBottom + 32} role="ink2" sizePx={14} widthPx={560} leading={1.45}>
        {edition.subtitle}
      </TextBlock>
    </g>,
  );
  return { markup: resolveColours(markup, mode, 'paper'), heightPx: shape.heightPx };
}

/** How to check it, the sources in three columns, licence and credit. */
function footer(sheet: Sheet, mode: Mode, threadAtRight: boolean): Block {
  const x = marginPx(WIDTH_PX);
  const columnPx = (WIDTH_PX - 2 * x - 2 * 32) / 3;
  const style = { sizePx: SIZE.fine, widthPx: columnPx, leading: 1.35 } as const;
  const sources = sheetSources(sheet).map((source) => `${source.publisher}, ${source.date}. ${source.title}`);
  const columns = intoColumns(sources, 3, (text) => textBlockHeightPx(text, style) + 22);
  const listTop = 156;
  const listPx = Math.max(...columns.map((column) => column.heightPx));
  const heightPx = Math.ceil(listTop + listPx + 96);
  const markup = renderToString(
    <g>
      <rect width={WIDTH_PX} height={heightPx} fill={ink('paper')} />
      <path {...LINE} stroke={ink('accent')} d={threadEnd(threadAtRight)} />
      <Label x={x} y={68} face="display" sizePx={SIZE.title} role="ink">
        How to check it
      </Label>
      <TextBlock x={x} y={98} role="ink2" widthPx={900} leading={1.5}>
        {METHOD}
      </TextBlock>
      {columns.map((column, index) =>
        column.items.map(({ text, top }) => (
          <TextBlock key={text} {...style} role="ink2" x={x + index * (columnPx + 32)} y={listTop + top}>
            {text}
          </TextBlock>
        )),
      )}
      <Label x={x} y={heightPx - 56} role="ink2" sizePx={SIZE.fine}>
        {LICENCE}
      </Label>
      <Label x={x} y={heightPx - 36} role="ink2" sizePx={SIZE.fine}>
        {sheet.edition.credit}
      </Label>
    </g>,
  );
  return { markup: resolveColours(markup, mode, 'paper'), heightPx };
}

/** The pulse line comes in from its margin and ends as the rule above the sources. */
function threadEnd(atRight: boolean): string {
  const [near, far] = [threadX(WIDTH_PX), WIDTH_PX - marginPx(WIDTH_PX)];
  const x = (fromLeft: number) => (atRight ? WIDTH_PX - fromLeft : fromLeft);
  return `M${x(near)} 0V10.5Q${x(near)} 24.5 ${x(near + 14)} 24.5H${x(far)}`;
}

interface Column {
  readonly items: readonly { readonly text: string; readonly top: number }[];
  readonly heightPx: number;
}

/** Texts in reading order, cut into columns of nearly equal height. */
function intoColumns(
  texts: readonly string[],
  count: number,
  heightOf: (text: string) => number,
): readonly Column[] {
  const total = texts.reduce((sum, text) => sum + heightOf(text), 0);
  const columns = Array.from({ length: count }, () => ({
    items: [] as { text: string; top: number }[],
    heightPx: 0,
  }));
  let index = 0;
  for (const text of texts) {
    if (columns[index].heightPx >= total / count && index < count - 1) index += 1;
    columns[index].items.push({ text, top: columns[index].heightPx });
    columns[index].heightPx += heightOf(text);
  }
  return columns;
}
