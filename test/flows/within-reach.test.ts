import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { drawEdition, measureStudy } from '../../src/flows/build-edition.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { readStudy } from '../../src/study.ts';

let folder: string;
let store: Store;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-reach-'));
  store = await openStore(`chdb:${join(folder, 'store')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What the chapters of a study with these sources say, and its page, before anything is gathered. */
async function drawn(...sources: readonly object[]) {
  writeFileSync(join(folder, 'auscult.yaml'), JSON.stringify({ title: 'T', as_of: '2026-06-30', sources }));
  const study = await readStudy(folder);
  const { edition, files } = await drawEdition(study, await measureStudy(study, store), {
    builtAt: '',
    studyPath: '',
  });
  const page = String(files.find(({ path }) => path === 'index.html')?.content);
  return {
    said: Object.fromEntries(edition.panels.map(({ id, takeaway }) => [id, takeaway])),
    words: page.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' '),
  };
}

test('empty chapters of a study of posts ask for posts, those of a survey for the survey, and else for the literature', async () => {
  const posts = await drawn({ source: 'bluesky' });
  expect(posts.said).toEqual({
    talk: 'Gather posts to see what they speak of.',
    trust: 'Gather posts with links to see what they linked to.',
    share: 'Gather posts and their replies to see who replied to whom.',
    hospitals: 'Gather posts of hospitals and health departments to see how they post.',
    practices: expect.stringContaining('is not measured until posts are gathered') as string,
    growth: 'Gather posts of at least six complete months to see growth.',
    states: 'Gather posts whose authors name a place to see them by state.',
  });
  expect(posts.words).not.toContain('Gather published figures');
  expect(posts.words).toContain('Gather posts to see what they speak of.');
  const survey = await drawn({ source: 'hints', file: 'hints7.rda', survey: 'hints7' });
  expect(survey.said.trust).toMatch(/^Gather HINTS 6 or 7/);
  expect(survey.said.growth).toBe(
    'Gather published figures (a CSV with the series hospital-list) to draw the lists.',
  );
}, 30_000);
