import { fileURLToPath } from 'node:url';
import * as fontkit from 'fontkit';
import { expect, test } from 'vitest';
import { FACES, FONT_FOLDER, balanceText, textWidthPx, wrapText, type Face } from '../../src/draw/type.ts';
import { cite, joinWords, piecesByLine, plain } from '../../src/draw/words.ts';

test.each(Object.keys(FACES) as Face[])('%s: widths agree with the shipped font file to 2 %%', (face) => {
  const font = fontkit.openSync(fileURLToPath(new URL(`${FACES[face].file}.ttf`, FONT_FOLDER)));
  if (!('layout' in font)) throw new Error('a face is one font, not a collection');
  const text = 'Doctors were among the most trusted; 1,501 of 5,754 hospitals (95% interval 57–63)';
  const shaped = (font.layout(text).advanceWidth * 16) / font.unitsPerEm;
  expect(Math.abs(textWidthPx(text, face, 16) / shaped - 1)).toBeLessThan(0.02);
});

test('lines fit their width, keep every word, and a headline is balanced', () => {
  const text = 'Most county health departments were on Facebook in 2021; fewer than half were on X';
  const lines = wrapText(text, 'display', 48.8, 900);
  expect(lines.join(' ')).toBe(text);
  for (const line of lines) expect(textWidthPx(line, 'display', 48.8)).toBeLessThanOrEqual(900);
  const balanced = balanceText(text, 'display', 48.8, 900);
  expect(balanced).toHaveLength(lines.length);
  const spread = (all: readonly string[]) =>
    Math.max(...all.map((line) => textWidthPx(line, 'display', 48.8))) -
    Math.min(...all.map((line) => textWidthPx(line, 'display', 48.8)));
  expect(spread(balanced)).toBeLessThanOrEqual(spread(lines));
});

test('a word wider than the line stands alone', () => {
  expect(wrapText('a pneumonoultramicroscopic word', 'sans', 16, 60)).toEqual([
    'a',
    'pneumonoultramicroscopic',
    'word',
  ]);
});

test('a cited number keeps its citation on the line where it falls', () => {
  const words = ['of a hundred, ', cite(60, 'trust-2013', 'doctor'), ' would trust a doctor'];
  expect(plain(words)).toBe('of a hundred, 60 would trust a doctor');
  expect(piecesByLine(words, ['of a hundred,', '60 would trust', 'a doctor'])).toEqual([
    ['of a hundred,'],
    [{ text: '60', figure: 'trust-2013/doctor' }, ' would trust'],
    ['a doctor'],
  ]);
  expect(plain(joinWords('One.', '', words))).toBe('One. of a hundred, 60 would trust a doctor');
});
