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
      figures: ['compare-2013', 'trust-2013'],
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

test('the figure by itself names those whose rows it carries on', async () => {
  const { lines } = await explain(folder, 'compare-2013');
  expect(lines).toContain('  figures    trust-2013');
});
