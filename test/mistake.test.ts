import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkSource } from '../src/flows/check-source.ts';
import { fileMistake, firstIssue, keysAt, nearest, valueMistake } from '../src/mistake.ts';

test.each([
  ['cms-hospital', 'cms-hospitals'],
  ['reddit-archive', 'reddit-archives'],
  ['blueksy', 'bluesky'],
  ['hintz', 'hints'],
  ['facebook', 'facebook-exports'],
  ['Bluesky', 'bluesky'],
  ['weather', null],
  ['', null],
])('the known name nearest to "%s" is %s', (word, expected) => {
  const known = ['cms-hospitals', 'hints', 'bluesky', 'reddit-archives', 'facebook-exports'];
  expect(nearest(word, known)).toBe(expected);
});

const SCHEMA = z.strictObject({
  title: z.string(),
  panels: z.array(z.enum(['talk', 'trust'])).min(1),
  place: z.strictObject({ state: z.string() }).optional(),
  text: z.union([z.string(), z.array(z.string())]).optional(),
  waits: z.number().min(5).max(60).optional(),
});

test.each([
  [
    { titel: 'A', panels: ['talk'] },
    '"titel" may not stand here; did you mean "title"? Otherwise write one of title, panels, place, text, waits',
  ],
  [{ panels: ['talk'] }, 'it is missing; text must stand here'],
  [
    { title: 'A', panels: ['talks'] },
    '"talks" may not stand here; did you mean "talk"? Otherwise write one of talk, trust',
  ],
  [{ title: 'A', panels: [] }, 'the list is empty; write at least one'],
  [{ title: 'A', panels: 'talk' }, 'a list must stand here, and not "talk"'],
  [{ title: null, panels: ['talk'] }, 'text must stand here, and not nothing'],
  [{ title: new Date(0), panels: ['talk'] }, 'it is read as a moment in time; put it in quotes'],
  [
    { title: 'A', panels: ['talk'], place: { stat: 'TX' } },
    '"stat" may not stand here; did you mean "state"? Otherwise write one of state',
  ],
  [
    { title: 'A', panels: ['talk'], text: 5 },
    'no form that is known here fits it (text must stand here, and not 5)',
  ],
  [{ title: 'A', panels: ['talk'], waits: -1 }, '5 or more must stand here, and not -1'],
  [{ title: 'A', panels: ['talk'], waits: 61 }, '60 or less must stand here, and not 61'],
])('%j is told in plain words', (value, words) => {
  const { error } = SCHEMA.safeParse(value, { reportInput: true });
  if (!error) throw new Error('the value should not fit');
  const issue = firstIssue(error);
  expect(valueMistake(issue, keysAt(SCHEMA, issue.path))).toBe(words);
});

test('a failure of the file system is one sentence with the path, and any other error is none', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'auscult-mistake-'));
  await mkdir(join(folder, 'inner'));
  const failure = (path: string) => readFile(path).catch((error: unknown) => error);
  expect(fileMistake(await failure(join(folder, 'none')))).toBe(
    `${join(folder, 'none')}: there is no such file or folder; check the name`,
  );
  expect(fileMistake(await failure(join(folder, 'inner')))).toMatch(/this is a folder and a file is needed/);
  expect(fileMistake(new TypeError('x is not a function'))).toBeNull();
  await rm(folder, { recursive: true });
});

test.each([
  ['cms-hospital', {}, ['source'], /did you mean "cms-hospitals"/],
  ['weather', {}, ['source'], /unknown source "weather": write one of cms-hospitals, /],
  ['cms-hospitals', { fil: 'x' }, ['fil'], /did you mean "file"/],
  ['reddit-archives', { files: 'x' }, ['files'], /a list must stand here, and not "x"/],
  ['reddit-archives', { files: ['x'], kep: 'all' }, ['kep'], /did you mean "keep"/],
  [
    'mapped-files',
    { files: ['x'], mapping: { text: 't' } },
    ['network'],
    /it is missing; write one of facebook, x, /,
  ],
  ['feeds', { feeds: ['a.example/feed'] }, ['feeds', 0], /write a whole address, such as https:/],
  ['bluesky', { dids: ['ana.bsky.social'] }, ['dids', 0], /write the DID of the account .* not its handle/],
  ['bluesky', { since: 'yesterday' }, ['since'], /write a day as YYYY-MM-DD, in quotes, or start/],
  ['mastodon', { host: 'https://a.example' }, ['host'], /write the name of the instance alone/],
  ['mastodon-timelines', { host: 'a.example/about' }, ['host'], /write the name of the instance alone/],
  ['websites', { states: ['Texas'] }, ['states', 0], /write the two letters of a state, such as TX/],
])('source "%s" with %j is refused at %j', (id, options, path, words) => {
  expect(checkSource(id, options)).toMatchObject({ path });
  expect(checkSource(id, options)?.words).toMatch(words);
});

test('what every source of posts may say passes, and only there', () => {
  expect(checkSource('reddit-archives', { files: ['x'], keep: 'all', text: false })).toBeNull();
  expect(checkSource('hints', { file: 'x', survey: 'hints7', keep: 'all' })?.path).toEqual(['keep']);
});
