import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { renderPage } from '../../src/draw/page.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import { drawPicture } from '../../src/draw/picture.ts';
import { renderPoster } from '../../src/draw/poster.tsx';
import { renderPanel } from '../../src/draw/static-panel.tsx';
import { plain } from '../../src/draw/words.ts';
import { clientScript } from '../../src/publish/client-script.ts';
import type { Figure } from '../../src/records.ts';
import { publishedFigures } from './figures.ts';
import { EDITION } from './sheet.ts';

const figures = publishedFigures();
const sheet = { edition: EDITION, figures, panels: PANELS };
const script = await clientScript();
const page = renderPage(sheet, { script });
const poster = renderPoster(sheet);

/** Figures with no rows and the sentence on what to gather, as on a machine without data. */
const empty = Object.fromEntries(
  Object.values(figures).map((figure): [string, Figure] => [
    figure.id,
    { ...figure, rows: [], sources: [], notes: [`Gather ${figure.id} to draw this.`] },
  ]),
);

test('every number that a drawing or a table cites stands in a figure row', () => {
  const known = new Set(
    Object.values(figures).flatMap((figure) => figure.rows.map((row) => `${figure.id}/${row.id}`)),
  );
  for (const document of [page, poster]) {
    const cited = [...document.matchAll(/data-figure="([^"]+)"/g)].map((match) => match[1]);
    expect(cited.length).toBeGreaterThan(100);
    expect(cited.filter((id) => !known.has(id))).toEqual([]);
  }
});

test('the page carries one style, one script and no attribute of either, and asks no other host', () => {
  expect(page.match(/<style>/g)).toHaveLength(1);
  expect(page.match(/<script>/g)).toHaveLength(1);
  expect(page).not.toMatch(/\sstyle="/);
  expect(page).not.toMatch(/\son[a-z]+="/);
  expect(page).not.toMatch(/(?:src|srcset)="https?:/);
  expect(page).not.toMatch(/url\(["']?https?:/);
});

test('the page and its script stay within their weight', () => {
  expect(gzipSync(script, { level: 9 }).length).toBeLessThanOrEqual(5 * 1024);
  expect(gzipSync(page, { level: 9 }).length).toBeLessThanOrEqual(90 * 1024);
});

test('ids are used once', () => {
  const ids = [...page.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1]);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
});

test('static pictures hold nothing that a renderer of SVG alone cannot draw', () => {
  for (const svg of [poster, ...PANELS.map((panel) => renderPanel(panel, figures))]) {
    expect(svg).not.toMatch(/var\(--|oklch|light-dark|foreignObject|<script|\sstyle="|undefined|NaN/);
    expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
    const families = new Set([...svg.matchAll(/font-family="([^"]+)"/g)].map((match) => match[1]));
    expect([...families].sort()).toEqual(['Fraunces', 'Public Sans']);
  }
  expect(poster).toMatch(/^<svg[^>]* width="2400"/);
});

test('text from outside is escaped in page, poster and panels', () => {
  const hostile = structuredClone(figures) as Record<string, Figure>;
  const { rows, ...rest } = hostile['trust-2013'];
  const attack = '<script>alert("x")</script>';
  hostile['trust-2013'] = {
    ...rest,
    rows: rows.map((row, index) => (index === 1 ? { ...row, label: attack } : row)),
  };
  const edition = { ...EDITION, title: attack };
  for (const document of [
    renderPage({ edition, figures: hostile, panels: PANELS }),
    renderPoster({ edition, figures: hostile, panels: PANELS }),
  ]) {
    expect(document).not.toContain('<script>alert');
    expect(document).toContain('&lt;script>alert');
  }
});

test('drawing the same figures twice gives the same bytes', () => {
  expect(renderPage(sheet, { script })).toBe(page);
  expect(renderPoster(sheet)).toBe(poster);
});

test('a chapter without data says once what to gather, and has no doors to nothing', () => {
  const silent = renderPage({ edition: EDITION, figures: empty, panels: PANELS.slice(0, 1) });
  expect(silent).toContain('<h2 id="talk-finding">Nothing gathered yet</h2>');
  const [, chapter] = silent.split('<section');
  expect(chapter.split('</section>')[0]).not.toMatch(/class="(?:fine|doors)"/);
  expect(silent).not.toMatch(/<p class="finding">[^<]*Gather/);
});

test.each(PANELS.map((panel) => [panel.id, panel] as const))(
  '%s: without data it says what to gather, at every width, and shows no number',
  (_, panel) => {
    const sentences = panel.figures.flatMap((id) => empty[id]?.notes ?? []);
    const sentence = plain(panel.takeaway(empty));
    expect(sentences).toContain(sentence);
    for (const widthPx of [328, 696, 1104]) {
      const { markup } = drawPicture(panel, empty, widthPx);
      expect(markup).not.toContain('data-figure');
      expect(markup.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(sentence.slice(0, 12));
    }
  },
);

test.each(PANELS.map((panel) => [panel.id, panel] as const))(
  '%s: the drawing fits its width, its words are not smaller than 11 px',
  (_, panel) => {
    for (const widthPx of [328, 696, 712, 1104]) {
      const drawn = drawPicture(panel, figures, widthPx);
      expect(drawn.widthPx).toBe(widthPx);
      const sizes = [...drawn.markup.matchAll(/font-size="([\d.]+)"/g)].map((match) => Number(match[1]));
      expect(Math.min(...sizes)).toBeGreaterThanOrEqual(11);
    }
  },
);

/** The file that the numbers of 2013 were recovered into, outside the repository. */
const RECOVERED = resolve(import.meta.dirname, '../../../shared/data/editions/2013-infographic.json');

test.skipIf(!existsSync(RECOVERED))(
  'every recovered value of the 2013 talk, trust and share lists is on the page',
  () => {
    const { panels } = JSON.parse(readFileSync(RECOVERED, 'utf8')) as {
      panels: { id: string; rows: { value: number }[] }[];
    };
    for (const [theirs, ours] of [
      ['patients-talk-about', 'talk-2013'],
      ['trust', 'trust-2013'],
      ['share', 'share-2013'],
    ]) {
      const recovered = panels.find((panel) => panel.id === theirs)?.rows.map((row) => row.value) ?? [];
      const shown = [
        ...poster.matchAll(new RegExp(`<text[^>]*data-figure="${ours}/[^"]+"[^>]*>(\\d+)</text>`, 'g')),
      ];
      const values = shown.map((match) => Number(match[1]));
      expect(recovered.length).toBeGreaterThan(6);
      expect(recovered.filter((value) => !values.includes(value))).toEqual([]);
    }
  },
);
