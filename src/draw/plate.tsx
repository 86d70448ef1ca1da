/**
 * A chapter as static drawing: number, question, takeaway, picture and fine print set upon one ground, with measured text. The
 * poster stacks plates; a panel on its own is one plate.
 */

import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import { Label } from './marks/label.tsx';
import { round } from './marks/round.ts';
import { WordsBlock, wordsLines, type WordsBlockProps } from './marks/words-block.tsx';
import { headline, isSilent, type Figures, type PanelDefinition } from './panel.ts';
import { drawPicture } from './picture.ts';
import { ink, resolveColours, type Mode } from './theme.ts';
import { FACES, SIZE } from './type.ts';

export interface Plate {
  /** Finished markup from (0, 0), its colours resolved to hex. */
  readonly markup: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Top of the picture within the plate, and its height. */
  readonly pictureTopPx: number;
  readonly pictureHeightPx: number;
}

export interface PlateOptions {
  readonly widthPx: number;
  /** Room on either side. */
  readonly marginPx: number;
  readonly mode: Mode;
  /** Drawn upon the ground before everything else, such as the pulse line; gets the finished measures. */
  readonly behind?: (plate: Omit<Plate, 'markup'>) => VNode;
}

const TOP_PX = 72;
const BOTTOM_PX = 56;
const BESIDE_HEAD_PX = 320;
const BESIDE_GAP_PX = 72;

export function layPlate(panel: PanelDefinition, figures: Figures, options: PlateOptions): Plate {
  const { widthPx, marginPx, mode } = options;
  const innerPx = widthPx - 2 * marginPx;
  const beside = panel.layout === 'beside' && innerPx >= 1000;
  const head = beside ? headBeside(panel, figures, marginPx) : headAbove(panel, figures, marginPx, innerPx);
  const pictureX = marginPx + (beside ? BESIDE_HEAD_PX + BESIDE_GAP_PX : 0);
  const picture = drawPicture(panel, figures, widthPx - marginPx - pictureX);
  const pictureTopPx = beside ? TOP_PX : head.bottomPx + 40;
  const fine = {
    words: isSilent(panel, figures) ? '' : panel.finePrint(figures),
    x: marginPx,
    y: Math.max(head.bottomPx, pictureTopPx + picture.heightPx) + 44,
    widthPx: Math.min(innerPx, 960),
    face: 'sans',
    sizePx: SIZE.small,
    role: 'ink2',
    leading: 1.5,
  } satisfies WordsBlockProps;
  const heightPx = Math.ceil(fine.y + (wordsLines(fine).length - 1) * SIZE.small * 1.5 + BOTTOM_PX);
  const shape = { widthPx, heightPx, pictureTopPx, pictureHeightPx: picture.heightPx };
  const markup = renderToString(
    <g>
      <rect width={widthPx} height={heightPx} fill={ink('paper')} />
      {options.behind?.(shape)}
      {head.node}
      <g
        transform={`translate(${round(pictureX)} ${round(pictureTopPx)})`}
        font-family={FACES.sans.family}
        dangerouslySetInnerHTML={{ __html: picture.markup }}
      />
      <WordsBlock {...fine} />
    </g>,
  );
  return { ...shape, markup: resolveColours(markup, mode, panel.ground) };
}

interface Head {
  readonly node: VNode;
  readonly bottomPx: number;
}

/** Number in the margin of the head, question and takeaway beside it. */
function headAbove(panel: PanelDefinition, figures: Figures, marginPx: number, innerPx: number): Head {
  const narrow = innerPx < 600;
  const indent = narrow ? 0 : 112;
  const top = TOP_PX + (narrow ? 56 : 0);
  const sizePx = narrow ? SIZE.large : SIZE.huge;
  const takeaway = takeawayBlock(
    panel,
    figures,
    marginPx + indent,
    top + 12 + sizePx * 1.16,
    innerPx - indent,
    sizePx,
  );
  return {
    node: (
      <g>
        <Numeral
          panel={panel}
          x={marginPx - 3}
          y={TOP_PX + (narrow ? 28 : 58)}
          sizePx={narrow ? SIZE.hero : SIZE.colossal}
        />
        <Question panel={panel} x={marginPx + indent} y={top + 10} widthPx={innerPx - indent} />
        <WordsBlock {...takeaway} />
      </g>
    ),
    bottomPx: bottomOf(takeaway),
  };
}

/** Number above, question and takeaway in a column, the picture at its right. */
function headBeside(panel: PanelDefinition, figures: Figures, marginPx: number): Head {
  const question = { x: marginPx, y: TOP_PX + 108, widthPx: BESIDE_HEAD_PX };
  const questionPx = (questionLines(panel, BESIDE_HEAD_PX) - 1) * QUESTION_LEADING_PX;
  const takeaway = takeawayBlock(
    panel,
    figures,
    marginPx,
    question.y + questionPx + 52,
    BESIDE_HEAD_PX,
    SIZE.larger,
  );
  return {
    node: (
      <g>
        <Numeral panel={panel} x={marginPx - 3} y={TOP_PX + 58} sizePx={SIZE.colossal} />
        <Question panel={panel} {...question} />
        <WordsBlock {...takeaway} />
      </g>
    ),
    bottomPx: bottomOf(takeaway),
  };
}

function takeawayBlock(
  panel: PanelDefinition,
  figures: Figures,
  x: number,
  y: number,
  widthPx: number,
  sizePx: number,
): WordsBlockProps {
  return {
    words: headline(panel, figures),
    x,
    y,
    widthPx,
    face: 'display',
    sizePx,
    role: 'ink',
    citedRole: 'accent',
    leading: 1.1,
    balanced: true,
  };
}

function bottomOf(block: WordsBlockProps): number {
  return block.y + (wordsLines(block).length - 1) * block.sizePx * (block.leading ?? 1);
}

interface PlacedProps {
  readonly panel: PanelDefinition;
  readonly x: number;
  readonly y: number;
}

function Numeral({ panel, x, y, sizePx }: PlacedProps & { readonly sizePx: number }) {
  return (
    <Label x={x} y={y} face="display" sizePx={sizePx} role="ink">
      {panel.number}
    </Label>
  );
}

const QUESTION_LEADING_PX = 18;
const TRACKING_PX = 1.15;

function questionBlock(panel: PanelDefinition, widthPx: number) {
  return {
    words: panel.question.toUpperCase(),
    face: 'sansBold',
    sizePx: SIZE.small,
    widthPx: widthPx * 0.86,
  } as const;
}

function questionLines(panel: PanelDefinition, widthPx: number): number {
  return wordsLines(questionBlock(panel, widthPx)).length;
}

/** Small capitals: letters apart, so the measured width is taken with room to spare. */
function Question({ panel, x, y, widthPx }: PlacedProps & { readonly widthPx: number }) {
  return (
    <g>
      {wordsLines(questionBlock(panel, widthPx)).map((line, index) => (
        <Label
          key={index}
          x={x}
          y={y + index * QUESTION_LEADING_PX}
          face="sansBold"
          role="ink2"
          sizePx={SIZE.small}
          trackingPx={TRACKING_PX}
        >
          {line}
        </Label>
      ))}
    </g>
  );
}
