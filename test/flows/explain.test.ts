import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explain } from '../../src/flows/explain.ts';
import { publishedFigures } from '../draw/figures.ts';

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-explain-'));
  await mkdir(join(folder, 'figures'));
  await writeFile(
    join(folder, 'edition.json'),
    JSON.stringify({
      id: 'us',
      title: 'Us',
      built_at: '',
      study: '../auscult.yaml',
      as_of: '2026-06-30',
      panels: [],
      figures: ['compare-2013', 'trust-2013', 'practices'],
    }),
  );
  const { 'compare-2013': compared, 'trust-2013': trust } = publishedFigures();
  const query = { name: 'published', sql: 'SELECT the series', params: { series: ['trust-2013'] }, rows: 12 };
  for (const figure of [
    { ...compared, receipt: { ...compared.receipt, figures: ['trust-2013'] } },
    { ...trust, receipt: { ...trust.receipt, queries: [query] } },
  ])
    await writeFile(join(folder, 'figures', `${figure.id}.json`), JSON.stringify(figure));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

test('a number that is carried on is explained to the query of the figure it comes from', async () => {
  const { lines } = await explain(folder, 'compare-2013/trust.then.1');
  const text = lines.join('\n');
  expect(text).toContain('Carried on from trust-2013/doctor.trust-2013.1:');
  expect(text).toContain('SELECT the series');
});

test('numbers are printed as on the page, with their unit; all digits are left to JSON', async () => {
  const words = async (reference: string) => (await explain(folder, reference)).lines.join('\n');
  // Wilson's interval of 60 of 100 by 1,060 answers.
  expect(await words('trust-2013/doctor.trust-2013.1')).toContain(
    '\nDoctor: 60% (57.0% to 62.9%), n = 1,060\n',
  );
  expect(await words('trust-2013')).toContain('\n  doctor.trust-2013.1  60% (57.0% to 62.9%), n = 1,060\n');
  const { row } = await explain(folder, 'trust-2013/doctor.trust-2013.1');
  expect(row?.lower).toBeCloseTo(57.01982, 5);
  const ratio = {
    ...(await explain(folder, 'trust-2013')).figure,
    unit: 'ratio',
    rows: [
      {
        id: 'image',
        label: 'Image',
        value: 1.6439999999,
        lower: 1.1,
        upper: 2.123456,
        n: 12345,
        decision: 'shown',
        reason: '',
        source: '',
        p: 0.000123456,
        unit: null,
      },
    ],
  };
  await writeFile(join(folder, 'figures', 'practices.json'), JSON.stringify(ratio));
  expect(await words('practices/image')).toMatch(
    /Image: 1\.64 \(1\.10 to 2\.12\), n = 12,345\n(?:.*\n)* {2}p {10}0\.0001235\n/,
  );
});

test('the figure by itself names those whose rows it carries on', async () => {
  const { lines } = await explain(folder, 'compare-2013');
  expect(lines).toContain('  figures    trust-2013');
});
