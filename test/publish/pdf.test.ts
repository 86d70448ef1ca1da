import { inflateSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { posterPdf } from '../../src/publish/pdf.ts';
import { fileURLToPath } from 'node:url';
import { FONT_FOLDER } from '../../src/draw/type.ts';

const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="2400" height="20000" viewBox="0 0 2400 20000"><rect width="2400" height="20000" fill="#fff"/><text x="100" y="200" font-family="Public Sans" font-size="80">1,501 hospitals</text></svg>`;
const options = {
  svg,
  title: 'A "title"',
  alt: 'Alternative \\ text',
  widthPx: 2400,
  heightPx: 20000,
  fontFolders: [fileURLToPath(FONT_FOLDER)],
  createdAt: 1_700_000_000,
};

test('a tall poster stays within the page that readers of PDF can show, tagged, with its text as text', async () => {
  const bytes = Buffer.from(await posterPdf(options));
  const plain = bytes.toString('latin1');
  const [, width, height] = /\/MediaBox\s*\[\s*0\s+0\s+([\d.]+)\s+([\d.]+)/.exec(plain) ?? [];
  expect(Number(width)).toBe(900);
  expect(Number(height)).toBe(7500);
  expect(Number(height)).toBeLessThan(14_400);
  expect(plain).toContain('/MarkInfo');
  const streams = [...plain.matchAll(/stream\r?\n([\s\S]*?)endstream/g)].map((match) => {
    try {
      return inflateSync(Buffer.from(match[1], 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  // Tj and TJ show text; a picture of text would have neither.
  expect(streams.some((stream) => /T[jJ]\s/.test(stream) && stream.includes('BT'))).toBe(true);
});

test('the same poster gives the same bytes', async () => {
  const [first, second] = [await posterPdf(options), await posterPdf(options)];
  expect(Buffer.from(first).equals(Buffer.from(second))).toBe(true);
});
