/** The page in a real browser, served with its policy: three widths, light and dark, the keyboard alone, and axe. */

import { mkdtemp, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { renderPage } from '../../src/draw/page.tsx';
import { PANELS } from '../../src/draw/panels/index.ts';
import { renderPoster } from '../../src/draw/poster.tsx';
import { renderPanel } from '../../src/draw/static-panel.tsx';
import { clientScript } from '../../src/publish/client-script.ts';
import { writeFiles } from '../../src/publish/edition.ts';
import { fontFiles } from '../../src/publish/pictures.ts';
import { svgToPng } from '../../src/publish/png.ts';
import { serveEdition, type RunningServer } from '../../src/publish/serve.ts';
import { publishedFigures } from '../draw/figures.ts';
import { EDITION } from '../draw/sheet.ts';

const PROGRAM = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/chromium-browser'].find(
  (path) => path && existsSync(path),
);

let folder: string;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  if (!PROGRAM) throw new Error('no Chromium: install it, or name its program in CHROME_PATH');
  folder = await mkdtemp(join(tmpdir(), 'auscult-page-'));
  const figures = publishedFigures();
  await writeFiles(folder, [
    {
      path: 'index.html',
      content: renderPage({ edition: EDITION, figures, panels: PANELS }, { script: await clientScript() }),
    },
    { path: 'edition.json', content: '{}' },
    {
      path: 'poster.png',
      content: svgToPng(renderPoster({ edition: EDITION, figures, panels: PANELS }), 600, []),
    },
    ...PANELS.map((panel) => ({ path: `panels/${panel.id}.svg`, content: renderPanel(panel, figures) })),
    ...(await fontFiles()),
  ]);
  server = await serveEdition({ folder, host: '127.0.0.1', port: 0, say: () => undefined });
  browser = await chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

interface Visit {
  readonly page: Page;
  /** Errors of the console and of scripts, and requests to other hosts. */
  readonly faults: readonly string[];
}

async function visit(widthPx: number, colorScheme: 'light' | 'dark'): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: widthPx, height: 800 }, colorScheme });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') faults.push(message.text());
  });
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('request', (request) => {
    if (!request.url().startsWith(server.url) && !request.url().startsWith('data:'))
      faults.push(request.url());
  });
  await page.goto(server.url, { waitUntil: 'load' });
  return { page, faults };
}

const SCREENS = [360, 768, 1280].flatMap((widthPx) =>
  (['light', 'dark'] as const).map((scheme) => [widthPx, scheme] as const),
);

test.each(SCREENS)(
  '%i px, %s: no fault, no sideways scrolling, one drawing a chapter, and axe finds nothing',
  async (widthPx, scheme) => {
    const { page, faults } = await visit(widthPx, scheme);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(widthPx);
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll('.chapter:not(.compare)')].map(
        (chapter) =>
          [...chapter.querySelectorAll('.drawn > svg')].filter((svg) => svg.getBoundingClientRect().width > 0)
            .length,
      ),
    );
    expect(shown).toEqual(PANELS.map(() => 1));
    // The marks within a drawing are the same at every width and colour: looking into them once keeps the run short.
    const looking = new AxeBuilder({ page });
    if (widthPx !== 1280 || scheme !== 'light') looking.exclude('.drawn');
    const { violations } = await looking.analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 120)).join(' | ')}`),
    ).toEqual([]);
    expect(faults).toEqual([]);
    await page.context().close();
  },
);

test('the keyboard alone enlarges a picture, zooms, moves, and comes back to where it was', async () => {
  const { page, faults } = await visit(1280, 'light');
  await page.locator('a[data-enlarge="trust"]').focus();
  await page.keyboard.press('Enter');
  const dialog = page.locator('dialog[open]');
  await dialog.waitFor();
  const widthOf = () => dialog.locator('svg').evaluate((svg) => svg.getBoundingClientRect().width);
  const fitted = await widthOf();
  await page.keyboard.press('+');
  expect(await widthOf()).toBeCloseTo(fitted * 1.4, 0);
  const leftOf = () => dialog.locator('svg').evaluate((svg) => svg.getBoundingClientRect().left);
  const before = await leftOf();
  await page.keyboard.press('ArrowRight');
  expect(await leftOf()).toBeLessThan(before);
  await page.keyboard.press('0');
  expect(await widthOf()).toBeCloseTo(fitted, 0);
  const { violations } = await new AxeBuilder({ page }).include('dialog').analyze();
  expect(violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-enlarge'))).toBe('trust');
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the wheel and a drag zoom and move; the focus stays within the dialog', async () => {
  const { page, faults } = await visit(768, 'dark');
  await page.locator('a[data-enlarge="talk"]').click();
  const picture = page.locator('dialog[open] svg');
  const box = () => picture.evaluate((svg) => svg.getBoundingClientRect().toJSON() as DOMRect);
  const fitted = await box();
  await page.mouse.move(380, 400);
  await page.mouse.wheel(0, -300);
  const zoomed = await box();
  expect(zoomed.width).toBeGreaterThan(fitted.width * 1.5);
  await page.mouse.down();
  await page.mouse.move(300, 340, { steps: 4 });
  await page.mouse.up();
  const moved = await box();
  expect(moved.left).toBeCloseTo(zoomed.left - 80, 0);
  for (let presses = 0; presses < 12; presses += 1) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(
      () => document.activeElement === document.body || document.activeElement?.closest('dialog') !== null,
    );
    expect(inside).toBe(true);
  }
  expect(faults).toEqual([]);
  await page.context().close();
});

test('the whole sheet enlarges too, and is fetched only then', async () => {
  const { page, faults } = await visit(1280, 'light');
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  expect(asked).toEqual([]);
  await page.locator('a[data-enlarge=""]').click();
  const image = page.locator('dialog[open] img');
  await image.waitFor();
  await expect
    .poll(() => image.evaluate((img) => Math.round(img.getBoundingClientRect().width)))
    .toBe(1280 - 2 * 16);
  expect(asked).toEqual(['/poster.png']);
  await page.keyboard.press('0');
  expect(await image.evaluate((img) => img.getBoundingClientRect().height)).toBeLessThanOrEqual(800);
  expect(faults).toEqual([]);
  await page.context().close();
});

test('without a script the tables open, and enlarge leads to the picture itself', async () => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(server.url);
  await page.locator('#trust summary').first().click();
  expect(await page.locator('#trust table').first().isVisible()).toBe(true);
  await page.locator('a[data-enlarge="trust"]').click();
  expect(page.url()).toBe(`${server.url}panels/trust.svg`);
  await context.close();
});

test('every chapter is drawn without being scrolled to, and on paper its picture is whole and fits a page', async () => {
  const { page } = await visit(1280, 'light');
  const unseen = await page.evaluate(() =>
    [...document.querySelectorAll('.chapter h2')]
      .filter((heading) => !heading.checkVisibility({ contentVisibilityAuto: true }))
      .map((heading) => heading.id),
  );
  expect(unseen).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  // A4 without its margins, at 96 px an inch: 186 by 273 mm.
  await page.setViewportSize({ width: 703, height: 1032 });
  const pictures = await page.evaluate(() =>
    [...document.querySelectorAll('.chapter')]
      .flatMap((chapter) => [...chapter.querySelectorAll<SVGSVGElement>('.drawn > svg')])
      .map((svg) => ({
        box: svg.getBoundingClientRect(),
        inner: svg.viewBox.baseVal.width,
        tall: svg.viewBox.baseVal.height / svg.viewBox.baseVal.width,
      }))
      .filter(({ box }) => box.width > 0)
      .map(({ box, inner, tall }) => ({
        heightPx: box.height,
        scale: Math.min(box.width, box.height / tall) / inner,
      })),
  );
  expect(pictures).toHaveLength(PANELS.length);
  for (const { heightPx, scale } of pictures) {
    expect(heightPx).toBeLessThanOrEqual(1032);
    // Fine print of 11.5 px stays above four points.
    expect((scale * 11.5 * 72) / 96).toBeGreaterThanOrEqual(4);
  }
  await page.context().close();
});
