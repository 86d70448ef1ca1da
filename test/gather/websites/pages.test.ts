/**
 * Precision and recall of reading hospitals' websites, on pages written by hand in the styles that such sites have.
 * What a careful reader finds on each of the first seventy-two was written down before the rules were looked at. Every
 * fourth of them is kept aside: its mistakes changed no rule, and its share is reported by itself.
 */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readHandle } from '../../../src/gather/handles.ts';
import { decideAccounts } from '../../../src/gather/websites/decide.ts';
import { decodePage } from '../../../src/gather/websites/fetch-page.ts';
import { readPageLinks } from '../../../src/gather/websites/page-links.ts';
import { NETWORKS, type Network } from '../../../src/records.ts';

interface Expected {
  readonly network: Network;
  readonly handle: string;
  readonly link: 'own' | 'system';
}

interface HandMadePage {
  readonly file: string;
  /** As in a registry. */
  readonly name: string;
  readonly host: string;
  readonly expect: readonly Expected[];
}

interface Counts {
  right: number;
  /** Found, and not theirs, or with the wrong kind of link. */
  wrong: number;
  missed: number;
}

const FOLDER = 'test/input/websites';
const PAGES = JSON.parse(readFileSync(join(FOLDER, 'pages.json'), 'utf8')) as readonly HandMadePage[];
const READ = PAGES.map((page) => ({ page, ...compare(page.expect, read(page)) }));
const ASIDE = READ.filter(({ page }) => {
  const number = Number.parseInt(page.file);
  return number <= 72 && number % 4 === 0;
});

function read(page: HandMadePage): readonly Expected[] {
  const html = decodePage(readFileSync(join(FOLDER, page.file)), 'text/html');
  const { links, title } = readPageLinks(html, `https://${page.host}/`);
  return decideAccounts(links, { name: page.name, host: page.host, title });
}

function keyOf({ network, handle, link }: Expected): string {
  return `${network} ${handle} (${link})`;
}

function compare(wanted: readonly Expected[], found: readonly Expected[]) {
  const wantedKeys = new Set(wanted.map(keyOf));
  const foundKeys = new Set(found.map(keyOf));
  return {
    right: found.filter((one) => wantedKeys.has(keyOf(one))),
    wrong: found.filter((one) => !wantedKeys.has(keyOf(one))),
    missed: wanted.filter((one) => !foundKeys.has(keyOf(one))),
  };
}

function countsOf(read: typeof READ, matches: (one: Expected) => boolean = () => true): Counts {
  const count = (kind: keyof Counts) => read.flatMap((one) => one[kind].filter(matches)).length;
  return { right: count('right'), wrong: count('wrong'), missed: count('missed') };
}

const precision = ({ right, wrong }: Counts) => right / (right + wrong);
const recall = ({ right, missed }: Counts) => right / (right + missed);

function confusion(): string {
  const line = (label: string, { right, wrong, missed }: Counts) =>
    [label.padEnd(14), ...[right, wrong, missed].map((count) => String(count).padStart(7))].join('');
  const shares = (counts: Counts) =>
    `precision ${precision(counts).toFixed(3)}, recall ${recall(counts).toFixed(3)}`;
  const mistakes = READ.flatMap(({ page, wrong, missed }) => [
    ...wrong.map((one) => `${page.file}: wrongly found ${keyOf(one)}`),
    ...missed.map((one) => `${page.file}: missed ${keyOf(one)}`),
  ]);
  return [
    `network         right  wrong missed`,
    ...NETWORKS.map((network) =>
      line(
        network,
        countsOf(READ, (one) => one.network === network),
      ),
    ),
    ...(['own', 'system'] as const).map((link) =>
      line(
        link,
        countsOf(READ, (one) => one.link === link),
      ),
    ),
    `${line('all', countsOf(READ))}  ${shares(countsOf(READ))} (${READ.length} pages)`,
    `${line('kept aside', countsOf(ASIDE))}  ${shares(countsOf(ASIDE))} (${ASIDE.length} pages)`,
    ...mistakes,
  ].join('\n');
}

test('the pages are whole: each file has its entry, and every expected handle is in its normal form', () => {
  const files = readdirSync(FOLDER).filter((file) => file.endsWith('.html'));
  expect(PAGES.map(({ file }) => file)).toEqual(files.sort());
  expect(PAGES.length).toBeGreaterThanOrEqual(60);
  for (const { network, handle } of PAGES.flatMap((page) => page.expect))
    expect(readHandle(handle, network).account?.handle).toBe(handle);
});

test('accounts are found with precision of 0.99 and recall of 0.95', () => {
  console.log(confusion());
  const counts = countsOf(READ);
  expect(precision(counts)).toBeGreaterThanOrEqual(0.99);
  expect(recall(counts)).toBeGreaterThanOrEqual(0.95);
});

test('a page that opens thousands of boxes and closes none is left, and is not called whole', () => {
  const started = performance.now();
  const content = readPageLinks('<div>'.repeat(400_000), 'https://www.lakemoor.example/');
  expect(content.isWhole).toBe(false);
  expect(performance.now() - started).toBeLessThan(5000);
});

test('the site has its own feed as a blog, and not the feeds that it recommends', () => {
  const feeds = (href: string) =>
    readPageLinks(`<a class="rss" href="${href}">RSS</a>`, 'https://www.lakemoor.example/').links.map(
      ({ place }) => place,
    );
  expect(feeds('/rss/news.xml')).toEqual(['feed']);
  expect(feeds('https://agency.example/rss/news.xml')).toEqual(['main']);
});
