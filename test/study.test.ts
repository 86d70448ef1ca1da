import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readStudy } from '../src/study.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'auscult-study-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const study = async (text: string) => {
  await writeFile(join(folder, 'auscult.yaml'), text);
  return readStudy(folder);
};

const GOOD = `title: A
as_of: '2026-06-30'
sources:
  - source: cms-hospitals
`;

test('a study without panels gets all seven, and its folder', async () => {
  const read = await study(GOOD);
  expect(read.panels).toEqual(['talk', 'trust', 'share', 'hospitals', 'practices', 'growth', 'states']);
  expect(read.folder).toBe(folder);
});

test('a file that is there and cannot be read is not called missing', async () => {
  await expect(readStudy(folder)).rejects.toThrow(/no study at .*auscult\.yaml: name a folder/);
  await mkdir(join(folder, 'auscult.yaml'));
  await expect(readStudy(folder)).rejects.toThrow(/auscult\.yaml: this is a folder and a file is needed/);
});

test('a YAML mistake is named with file, line and column', async () => {
  await expect(study('title: A\nsources: [\n')).rejects.toThrow(
    /auscult\.yaml, line \d+, column \d+: .*mend the YAML there/,
  );
});

test.each([
  [
    'an unknown panel',
    `${GOOD}panels: [talk, gossip]\n`,
    /line 5: panels\.1: "gossip" may not stand here; write one of talk, trust/,
  ],
  [
    'a day without quotes that YAML reads as text of another shape',
    GOOD.replace("'2026-06-30'", 'June 2026'),
    /line 2: as_of: write a day as YYYY-MM-DD/,
  ],
  ['a misspelt key', `${GOOD}tittle: B\n`, /tittle/],
  [
    'a day that no calendar has',
    GOOD.replace('2026-06-30', '2026-02-30'),
    /line 2: as_of: there is no such day/,
  ],
  ['a state in small letters', `${GOOD}place: { state: tx }\n`, /line 5: place\.state: .*did you mean "TX"/],
  [
    'a period that ends before it begins',
    `${GOOD}period: { from: '2026-02-01', to: '2026-01-01' }\n`,
    /line 5: period: it begins on 2026-02-01 and ends before/,
  ],
  ['no sources', "title: A\nas_of: '2026-06-30'\nsources: []\n", /line 3: sources/],
])('%s gets one sentence with its line', async (_, text, message) => {
  await expect(study(text)).rejects.toThrow(message);
});

test('a folder without a study says how to make one', async () => {
  await expect(readStudy(join(folder, 'nowhere'))).rejects.toThrow(/no study at .*auscult init/);
});
