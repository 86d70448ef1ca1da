/** Every text of a drawing as a box, worked out from its markup alone: positions and transforms as written, widths as measured from the faces. */

import { Parser } from 'htmlparser2';
import { SIZE, textWidthPx, type Face } from '../../src/draw/type.ts';

export interface TextBox {
  readonly text: string;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** What an element hands down to its children; lengths in px of its own units. */
interface Style {
  readonly family: string;
  readonly weight: string;
  readonly slant: string;
  readonly sizePx: number;
  readonly trackingPx: number;
  readonly anchor: string;
  readonly scale: number;
  readonly dx: number;
  readonly dy: number;
}

interface Run {
  text: string;
  readonly style: Style;
  readonly x: number;
  readonly y: number;
}

const START: Style = {
  family: 'Public Sans',
  weight: '400',
  slant: 'normal',
  sizePx: SIZE.small,
  trackingPx: 0,
  anchor: 'start',
  scale: 1,
  dx: 0,
  dy: 0,
};
/** Height of figures and capitals, and how far letters with a tail reach below the line, as fractions of the size. */
const [ASCENT, DESCENT] = [0.72, 0.2];
const TAILS = /[gjpqyQ,;()]/;

/** Boxes in px of the drawing. A run begins wherever a text or a span of it says its place; later spans without one follow on. */
export function placedTexts(markup: string): readonly TextBox[] {
  const runs: Run[] = [];
  const styles: Style[] = [START];
  let pen = { x: 0, y: 0 };
  let depth = 0;
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const style = styleOf(styles[styles.length - 1] ?? START, attributes);
        styles.push(style);
        if (name !== 'text' && name !== 'tspan') return;
        if (name === 'text') pen = { x: 0, y: 0 };
        depth += 1;
        const moves = ['x', 'y', 'dy'].some((key) => key in attributes);
        pen = {
          x: 'x' in attributes ? Number(attributes.x) : pen.x,
          y: ('y' in attributes ? Number(attributes.y) : pen.y) + Number(attributes.dy ?? 0),
        };
        if (moves) runs.push({ text: '', style, ...pen });
      },
      ontext(text) {
        const run = runs.at(-1);
        if (depth > 0 && run) run.text += text;
      },
      onclosetag(name) {
        styles.pop();
        if (name === 'text' || name === 'tspan') depth -= 1;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(markup);
  return runs.filter(({ text }) => text.trim() !== '').map(boxOf);
}

function styleOf(before: Style, attributes: Readonly<Record<string, string>>): Style {
  const [, moveX = '0', moveY = '0'] =
    /translate\(([-\d.]+)[ ,]+([-\d.]+)\)/.exec(attributes.transform ?? '') ?? [];
  const [, scale = '1'] = /scale\(([\d.]+)\)/.exec(attributes.transform ?? '') ?? [];
  return {
    family: attributes['font-family'] ?? before.family,
    weight: attributes['font-weight'] ?? before.weight,
    slant: attributes['font-style'] ?? before.slant,
    sizePx: Number(attributes['font-size'] ?? before.sizePx),
    trackingPx: Number(attributes['letter-spacing'] ?? before.trackingPx),
    anchor: attributes['text-anchor'] ?? before.anchor,
    dx: before.dx + before.scale * Number(moveX),
    dy: before.dy + before.scale * Number(moveY),
    scale: before.scale * Number(scale),
  };
}

function boxOf({ text, style, x, y }: Run): TextBox {
  const words = text.trimEnd();
  const widthPx = textWidthPx(words, faceOf(style), style.sizePx) + style.trackingPx * words.length;
  const left = x - widthPx * ({ middle: 0.5, end: 1 }[style.anchor] ?? 0);
  const place = (value: number, from: number) => from + value * style.scale;
  return {
    text: words,
    left: place(left, style.dx),
    right: place(left + widthPx, style.dx),
    top: place(y - style.sizePx * ASCENT, style.dy),
    bottom: place(y + (TAILS.test(words) ? style.sizePx * DESCENT : 0), style.dy),
  };
}

function faceOf({ family, weight, slant }: Style): Face {
  if (family === 'Fraunces') return slant === 'italic' ? 'italic' : 'display';
  return weight === '400' ? 'sans' : 'sansBold';
}

/** Pairs of texts that stand upon each other by more than `slackPx` in both directions. */
export function overlaps(boxes: readonly TextBox[], slackPx = 2): readonly string[] {
  return boxes.flatMap((one, index) =>
    boxes
      .slice(index + 1)
      .filter(
        (other) =>
          Math.min(one.right, other.right) - Math.max(one.left, other.left) > slackPx &&
          Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > slackPx,
      )
      .map(
        (other) => `“${one.text}” and “${other.text}” at ${Math.round(one.left)}, ${Math.round(one.bottom)}`,
      ),
  );
}
