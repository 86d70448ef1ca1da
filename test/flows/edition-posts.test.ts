/** One study over real corpora, from files to pictures: posts, surveys, registries and accounts together. */

import { existsSync } from 'node:fs';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildEdition } from '../../src/flows/build-edition.ts';
import { readFigure } from '../../src/flows/explain.ts';
import { gatherStudyPosts } from '../../src/flows/gather-study-posts.ts';
import { openKeyring } from '../../src/flows/keyring.ts';
import { storeUrl } from '../../src/flows/study-store.ts';
import { openStore } from '../../src/keep/open.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';
import type { Figure } from '../../src/records.ts';
import { readStudy } from '../../src/study.ts';

const SHARED = resolve(import.meta.dirname, '../../../shared/data');
const PUBLISHED = resolve(import.meta.dirname, '../../studies/us/published');
const POSTS_FIGURES = [
  'talk',
  'talk-rising',
  'talk-states',
  'trust-links',
  'share-replies',
  'hospitals-posting',
  'hospitals-engagement',
  'practices',
  'growth',
  'states-posts',
];

/** The tables of Reddit name no author: each of its top posts stands for one. */
const STUDY = `title: Real corpora
as_of: '2026-11-30'
sources:
  - source: published-figures
    figures: ${PUBLISHED}/figures.csv
    sources: ${PUBLISHED}/sources.csv
  - source: cms-hospitals
    file: ${SHARED}/hospitals/cms_hospital_general_information_2026-spring.csv
    as_of: '2026-05-01'
  - source: county-health-departments
    file: ${SHARED}/accounts/county_health_departments_2021.csv
    seen_on: '2021-12-10'
  - source: hints
    file: ${SHARED}/survey/hints6_2022/hints6_public.rda
    survey: hints6
  - source: hints
    file: ${SHARED}/survey/hints7_2024/hints7_public.rda
    survey: hints7
  - source: mapped-files
    network: x
    files: ['${SHARED}/posts/county_health_department_tweets_2021-12-10.tar.gz']
    text: false
    mapping:
      id: id
      author: username
      posted_at: [date, time, timezone]
      day_first: false
      text: tweet
      language: language
      links: urls
      images: photos
      likes: likes_count
      reposts: retweets_count
      replies: replies_count
  - source: mapped-files
    network: x
    files: ['${SHARED}/posts/health_news_in_twitter/*.txt']
    format: pipe
    columns: [id, posted_at, text]
    quote: ''
    text: false
    mapping: { id: id, author: '@file', posted_at: posted_at, text: text, links: text }
  - source: mapped-files
    network: reddit
    files: ['${SHARED}/posts/reddit_top_2013/health/*.csv.gz']
    text: false
    mapping: { id: name, author: name, posted_at: created_utc, text: [title, selftext], links: url, likes: ups, replies: num_comments }
`;

const effects = {
  now: () => new Date('2026-11-30T00:00:00Z'),
  fetch: () => Promise.reject(new Error('no network here')),
  readFile: (path: string) => readFile(path),
  say: () => undefined,
};

const there = existsSync(join(SHARED, 'posts')) && existsSync(join(SHARED, 'survey'));

describe.skipIf(!there)('an edition from real corpora', () => {
  let folder: string;
  let keys: string | undefined;
  const figures = new Map<string, Figure>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auscult-real-'));
    keys = process.env.AUSCULT_KEYS;
    process.env.AUSCULT_KEYS = join(folder, 'keys.json');
    await writeFile(join(folder, 'auscult.yaml'), STUDY);
    const study = await readStudy(folder);
    const store = await openStore(storeUrl(study));
    const summaries = await gatherStudyPosts(study, store, { effects, keyring: await openKeyring() });
    for (const { accounts } of summaries) expect(accounts.kept).toBeGreaterThan(1000);
    await store.close();
    const { edition } = await buildEdition(study, join(folder, 'edition'), {
      now: () => new Date('2026-11-30T00:00:00Z'),
      say: () => undefined,
    });
    for (const id of edition.figures) figures.set(id, await readFigure(join(folder, 'edition'), id));
  }, 480_000);

  afterAll(async () => {
    if (keys === undefined) delete process.env.AUSCULT_KEYS;
    else process.env.AUSCULT_KEYS = keys;
    if (process.env.KEEP_EDITION === undefined) await rm(folder, { recursive: true, force: true });
    else console.log(folder);
  });

  const figure = (id: string): Figure => {
    const found = figures.get(id);
    if (!found) throw new Error(`no figure ${id}`);
    return found;
  };

  test('seven panels and the comparison are drawn as pictures', async () => {
    const pictures = await readdir(join(folder, 'edition/panels'));
    expect(pictures.filter((name) => name.endsWith('.svg'))).toHaveLength(8);
    for (const name of pictures.filter((one) => one.endsWith('.svg')))
      expect(await readFile(join(folder, 'edition/panels', name), 'utf8')).not.toMatch(
        /NaN|undefined|Infinity/,
      );
  });

  test('receipts of figures from posts say how many files their posts came from', () => {
    const posts = figure('talk').receipt.posts ?? [];
    // 648 tables of tweets, 16 files of health news, 15 tables of the health forums of Reddit, counted by ls and tar.
    expect(posts.map(({ source, inputs }) => [source, inputs])).toEqual([['mapped-files', 679]]);
    expect(figure('states-hospitals').receipt.posts).toBeUndefined();
  });

  test('posts, survey and registry all give rows, and no number goes without its source', () => {
    for (const id of [
      'talk',
      'trust-links',
      'hospitals-posting',
      'growth',
      'talk-survey',
      'states-hospitals',
    ])
      expect([id, figure(id).rows.length > 0]).toEqual([id, true]);
    for (const id of POSTS_FIGURES) {
      const sources = new Set(figure(id).sources.map((source) => source.id));
      for (const row of figure(id).rows) expect(sources).toContain(row.source);
    }
  });

  test('no row of persons counts fewer than eleven', () => {
    for (const id of ['talk', 'talk-rising', 'trust-links', 'share-replies', 'growth', 'states-posts'])
      for (const row of figure(id).rows)
        if (typeof row.persons === 'number')
          expect([id, row.id, row.persons === 0 || row.persons > 10]).toEqual([id, row.id, true]);
  });

  test('voices of all posts add up to the whole', () => {
    const voices = figure('talk').rows.filter((row) => row.kind === 'voice');
    expect(
      voices.every(({ value }) => value !== null)
        ? voices.reduce((sum, row) => sum + (row.value ?? 0), 0)
        : 100,
    ).toBeCloseTo(100, 6);
  });

  test('figures from posts say no more than posts can show', () => {
    for (const id of POSTS_FIGURES) {
      const { title, question, base, notes, rows } = figure(id);
      for (const text of [
        title,
        question,
        base,
        ...notes,
        ...rows.map((row) => `${row.label}. ${row.reason}`),
      ])
        expect([text, unsupportedWords(text)]).toEqual([text, []]);
    }
  });
});
