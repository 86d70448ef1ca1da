import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;
let edition: string;
let study: string;

/** Runs the command line as a user does, in a process of its own. */
function auscult(...argv: readonly string[]) {
  const ended = spawnSync(process.execPath, [resolve('bin/auscult.mjs'), ...argv], {
    encoding: 'utf8',
    env: { ...process.env, SOURCE_DATE_EPOCH: '1767225600' },
  });
  return { code: ended.status, out: ended.stdout, err: ended.stderr };
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-cli-'));
  study = join(folder, 'us');
  edition = join(folder, 'edition');
  cpSync('studies/us/published', join(study, 'published'), { recursive: true });
  cpSync('studies/us/auscult.yaml', join(study, 'auscult.yaml'));
  const built = auscult('build', study, '--out', edition);
  expect(built.err).not.toContain('rror');
  expect(built.code).toBe(0);
}, 120_000);

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const files = (place: string) => readdirSync(place, { recursive: true, encoding: 'utf8' }).sort();

test('an edition holds the page, the poster in three formats, seven panels and every figure as data', () => {
  const names = files(edition);
  for (const name of [
    'index.html',
    'edition.json',
    'datapackage.json',
    'poster.svg',
    'poster.png',
    'poster.pdf',
  ]) {
    expect(names).toContain(name);
  }
  for (const panel of ['talk', 'trust', 'share', 'hospitals', 'practices', 'growth', 'states']) {
    expect(names).toContain(`panels/${panel}.svg`);
    expect(names).toContain(`panels/${panel}.png`);
  }
  expect(names).toContain('figures/hospitals-2013.json');
  expect(names).toContain('figures/hospitals-2013.csv');
});

test('the same study built twice gives the same bytes', () => {
  const again = join(folder, 'again');
  expect(auscult('build', study, '--out', again).code).toBe(0);
  expect(files(again)).toEqual(files(edition));
  for (const name of files(edition)) {
    if (!/\.\w+$/.test(name)) continue;
    expect(readFileSync(join(again, name)).equals(readFileSync(join(edition, name))), name).toBe(true);
  }
});

test('every number of the page points at a row that is there', () => {
  const page = readFileSync(join(edition, 'index.html'), 'utf8');
  const pointed = new Set([...page.matchAll(/data-figure="([^"]+)"/g)].map((match) => match[1]));
  expect(pointed.size).toBeGreaterThan(100);
  const rows = new Map<string, Set<string>>();
  for (const reference of pointed) {
    const [figure, ...row] = reference.split('/');
    if (!rows.has(figure)) {
      const text = readFileSync(join(edition, 'figures', `${figure}.json`), 'utf8');
      rows.set(figure, new Set((JSON.parse(text) as { rows: { id: string }[] }).rows.map(({ id }) => id)));
    }
    expect(rows.get(figure)?.has(row.join('/')), reference).toBe(true);
  }
});

test('verify finds no difference in a fresh edition, and names the number that was changed by hand', () => {
  const clean = auscult('verify', edition);
  expect(clean.out).toContain('no difference');
  expect(clean.code).toBe(0);
  const forged = join(folder, 'forged');
  cpSync(edition, forged, { recursive: true });
  const path = join(forged, 'figures', 'hospitals-2013.json');
  writeFileSync(path, readFileSync(path, 'utf8').replace('"value": 1264', '"value": 1265'));
  const found = auscult('verify', forged, '--study', study);
  expect(found.code).toBe(4);
  expect(found.out).toContain('value is published as 1265, derived as 1264');
});

test('explain prints where a number comes from', () => {
  const { out, code } = auscult('explain', 'trust-2013', '--edition', edition);
  expect(code).toBe(0);
  expect(out).toContain('published/figures.csv  sha256 ');
  expect(auscult('explain', 'trust-2013/nobody', '--edition', edition).err).toMatch(
    /no row "nobody" in figure trust-2013/,
  );
  expect(auscult('explain', '../../etc/passwd', '--edition', edition).code).toBe(2);
});

test('export copies one thing out', () => {
  const file = join(folder, 'talk.csv');
  expect(auscult('export', 'talk-2013', '--edition', edition, '--format', 'csv', '--out', file).code).toBe(0);
  expect(readFileSync(file, 'utf8').split('\r\n')[0]).toMatch(
    /^id,label,value,lower,upper,n,decision,reason,source/,
  );
  const wrong = auscult('export', 'gossip', '--edition', edition, '--format', 'png');
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('panels (talk, trust');
});

test('a failing build says one sentence, shows no stack, and leaves the former edition alone', () => {
  const before = readFileSync(join(edition, 'edition.json'), 'utf8');
  const broken = join(folder, 'broken');
  cpSync(study, broken, { recursive: true, filter: (path) => !path.includes('.auscult') });
  rmSync(join(broken, 'published', 'figures.csv'));
  const { code, err } = auscult('build', broken, '--out', edition);
  expect(code).toBe(1);
  expect(err).toMatch(/auscult: .*figures\.csv/);
  expect(err).not.toContain('    at ');
  expect(readFileSync(join(edition, 'edition.json'), 'utf8')).toBe(before);
});

test('init makes a study that says what it is, and never overwrites one', () => {
  const place = join(folder, 'mine');
  expect(auscult('init', place).code).toBe(0);
  expect(existsSync(join(place, 'auscult.yaml'))).toBe(true);
  expect(auscult('init', place)).toMatchObject({ code: 2 });
});

test('a wrong verb or option ends with 2 and points at the help', () => {
  expect(auscult('gossip')).toMatchObject({ code: 2 });
  const wrong = auscult('build', study);
  expect(wrong.code).toBe(2);
  expect(wrong.err).toContain('--out');
});
