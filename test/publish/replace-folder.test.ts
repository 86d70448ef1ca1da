import { mkdtemp, readFile, readdir, rm, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refuseUnwritablePlace, replaceFolder } from '../../src/publish/replace-folder.ts';

let base: string;

beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), 'auscult-replace-'));
});

afterEach(async () => {
  await rm(base, { recursive: true, force: true });
});

const write = (text: string) => (folder: string) => writeFile(join(folder, 'edition.json'), text);

test('a second edition takes the place of the first and leaves nothing beside it', async () => {
  const out = join(base, 'out');
  await replaceFolder(out, 'edition.json', write('1'));
  await replaceFolder(out, 'edition.json', write('2'));
  expect(await readFile(join(out, 'edition.json'), 'utf8')).toBe('2');
  expect(await readdir(base)).toEqual(['out']);
});

test('a build that fails half-way leaves the former edition as it was', async () => {
  const out = join(base, 'out');
  await replaceFolder(out, 'edition.json', write('good'));
  const failing = replaceFolder(out, 'edition.json', async (folder) => {
    await write('half')(folder);
    throw new Error('disk full');
  });
  await expect(failing).rejects.toThrow('disk full');
  expect(await readFile(join(out, 'edition.json'), 'utf8')).toBe('good');
  expect(await readdir(base)).toEqual(['out']);
});

test('a folder that holds something else is refused, untouched', async () => {
  const out = join(base, 'photos');
  await mkdir(out);
  await writeFile(join(out, 'holiday.jpg'), 'x');
  await expect(replaceFolder(out, 'edition.json', write('1'))).rejects.toThrow(
    /holds files but no edition\.json.*--out/,
  );
  expect(await readdir(out)).toEqual(['holiday.jpg']);
});

test('a file is never replaced by a folder', async () => {
  const file = join(base, 'study.yaml');
  await writeFile(file, 'title: mine');
  await expect(replaceFolder(file, 'edition.json', write('1'))).rejects.toThrow(/is a file.*--out/);
  expect(await readFile(file, 'utf8')).toBe('title: mine');
});

test('a place is tried before the work, and nothing is left of the trial', async () => {
  await refuseUnwritablePlace(join(base, 'new', 'deep', 'out'));
  await refuseUnwritablePlace(join(base, 'out'));
  expect(await readdir(base)).toEqual([]);
  await writeFile(join(base, 'notes'), 'x');
  await expect(refuseUnwritablePlace(join(base, 'notes', 'out'))).rejects.toThrow(
    /name another folder with --out/,
  );
  expect(await readdir(base)).toEqual(['notes']);
});
