/** Figures from posts over a small store of which every number can be worked out by hand, and what must hold of any. */

import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factAnswers } from '../../src/keep/fact-answers.ts';
import { openStore } from '../../src/keep/open.ts';
import { refreshPostFacts } from '../../src/keep/post-facts.ts';
import { sweepDeleted } from '../../src/keep/posts.ts';
import type { Store } from '../../src/keep/store.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { measureFigure } from '../../src/measure/measure.ts';
import { HELD_OUT } from '../../src/measure/validation.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';
import { seeded } from '../../src/measure/statistics/seeded.ts';
import type { Figure, FigureRow } from '../../src/records.ts';
import { SHOWN_ROLES } from '../../src/measure/posts.ts';

const IDS = [
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
] as const;
const AUTHORS = 240;
const POSTS = 2400;
const folder = mkdtempSync(join(tmpdir(), 'auscult-figures-'));
let store: Store;

/** Posts of eight months: author, topic, place, role, link and reply all follow from the post's number and a seed. */
function madePosts(): object[] {
  const random = seeded(7);
  const pick = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)];
  return Array.from({ length: POSTS }, (_, number) => {
    const author = Math.floor(random() * AUTHORS);
    const at = new Date(Date.UTC(2026, number % 8, 1 + Math.floor(random() * 28), 12)).toISOString();
    const linked = random() < 0.4;
    return {
      network: 'bluesky',
      id: `post-${number}`,
      author: `author-${author}`,
      key: 'k',
      posted_at: at,
      seen_at: at,
      stood_at: at,
      source: 'bluesky',
      language: 'en',
      link_domains: linked ? [`site-${Math.floor(random() * 30)}.example`] : [],
      link_types: linked ? [pick(['government', 'news', 'research'])] : [],
      reply_to: number > 100 && random() < 0.5 ? `post-${Math.floor(random() * 100)}` : '',
      simhash: String(number + 1),
      health: 0.9,
      sense: 'literal',
      first_person: random() < 0.2 ? 'own' : 'none',
      topics: [pick(['flu', 'diabetes', 'vaccines', 'covid'])],
      role: SHOWN_ROLES[author % SHOWN_ROLES.length],
      state: author % 3 === 0 ? pick(['TX', 'CA']) : null,
      state_tier: author % 3 === 0 ? 'A' : null,
      practices: random() < 0.3 ? ['image'] : [],
      model_version: 'test',
      version: 1,
    };
  });
}

const made = madePosts();
const hours = (shard: string, source = 'bluesky') =>
  Array.from({ length: 8 }, (_, month) => ({
    source,
    shard,
    sequence: month + 1,
    network: 'bluesky',
    hour: `2026-0${month + 1}-10T00:00:00Z`,
    run: 'r',
    posts: 5000,
    author_hashes: Array.from({ length: 3000 }, (__, place) => place * 2 + (shard === 'b' ? 1 : 0)),
    at: '2026-09-01T00:00:00Z',
  }));

async function measured(id: string, state: string | null = null): Promise<Figure> {
  const figure = FIGURES.find((candidate) => candidate.id === id);
  if (!figure) throw new Error(`no figure ${id}`);
  await refreshPostFacts(store, 0.5);
  const scope = { country: 'US', state, from: null, to: null, asOf: '2026-12-31' };
  // Every answer is kept, so that each test also says that no answer outlives its facts.
  const answers = await factAnswers(store, 0);
  return measureFigure(figure, { store, answers, scope, inputs: [], versions: {} });
}
async function measuredAll(): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const id of IDS) figures.push(await measured(id));
  return figures;
}
const rowOf = (figure: Figure, id: string): FigureRow => {
  const row = figure.rows.find((candidate) => candidate.id === id);
  if (!row) throw new Error(`${figure.id} has no row ${id}`);
  return row;
};
const field = (post: object, name: string) => (post as Record<string, unknown>)[name];

beforeAll(async () => {
  store = await openStore(`chdb:${join(folder, 'store')}`);
  await store.insert('posts', made);
});
afterAll(async () => {
  await store.close();
  await rm(folder, { recursive: true, force: true });
});

test('topics, places and links are those counted by hand', async () => {
  const talk = await measured('talk');
  const flu = made.filter((post) => (field(post, 'topics') as string[])[0] === 'flu');
  const authors = new Set(made.map((post) => field(post, 'author'))).size;
  const fluAuthors = new Set(flu.map((post) => field(post, 'author'))).size;
  expect(rowOf(talk, 'topic.flu').value).toBeCloseTo((100 * fluAuthors) / authors, 9);
  expect(rowOf(talk, 'topic.flu').shareOfPosts).toBeCloseTo((100 * flu.length) / POSTS, 9);

  const { own: labels } = HELD_OUT;
  if (!labels) throw new Error('no labels of own experience');
  const sensitivity = labels.truePositives / labels.labelledPositive;
  const specificity = labels.trueNegatives / labels.labelledNegative;
  const own = made.filter((post) => field(post, 'first_person') === 'own').length / POSTS;
  const experience = rowOf(talk, 'own-experience');
  expect(experience.flagged).toBeCloseTo(100 * own, 9);
  expect(experience.value).toBeCloseTo((100 * (own + specificity - 1)) / (sensitivity + specificity - 1), 9);

  const texas = made.filter((post) => field(post, 'state') === 'TX').length;
  // 31,290,831 residents: US Census Bureau, vintage 2024.
  expect(rowOf(await measured('states-posts'), 'tx').value).toBeCloseTo((1e5 * texas) / 31_290_831, 9);

  const pairs = new Map<string, Set<string>>();
  for (const post of made) {
    const [domain] = field(post, 'link_domains') as string[];
    const [type] = field(post, 'link_types') as string[];
    if (domain === undefined) continue;
    const pair = `${String(field(post, 'author'))} ${domain} ${String(field(post, 'posted_at')).slice(0, 7)}`;
    pairs.set(type, (pairs.get(type) ?? new Set()).add(pair));
  }
  const all = [...pairs.values()].reduce((sum, { size }) => sum + size, 0);
  expect(rowOf(await measured('trust-links'), 'all.news').value).toBeCloseTo(
    (100 * (pairs.get('news')?.size ?? 0)) / all,
    9,
  );
});

test('the receipt says from what its posts were read, and of no other source', async () => {
  const talk = FIGURES.find(({ id }) => id === 'talk');
  if (!talk) throw new Error('no figure talk');
  await refreshPostFacts(store, 0.5);
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
  const read = { inputs: 3, read: 5000, kept: 2400, quarantined: 1 };
  const posts = ['bluesky', 'mastodon'].map((source) => ({ source, ...read }));
  const { receipt } = await measureFigure(talk, { store, scope, inputs: [], posts, versions: {} });
  expect(receipt.posts).toEqual([{ source: 'bluesky', ...read }]);
});

test('topics by state are shares of the authors who say that they are there', async () => {
  const figure = await measured('talk-states');
  const there = made.filter((post) => field(post, 'state') === 'TX');
  const authorsOf = (posts: readonly object[]) => new Set(posts.map((post) => field(post, 'author'))).size;
  const flu = there.filter((post) => (field(post, 'topics') as string[])[0] === 'flu');
  expect(rowOf(figure, 'tx.flu')).toMatchObject({
    value: expect.closeTo((100 * authorsOf(flu)) / authorsOf(there), 9) as number,
    n: authorsOf(there),
  });
  // Four topics in two states.
  expect(figure.rows).toHaveLength(8);
});

test('how organisations post is what was counted, and what no post shows is not said to be nought', async () => {
  const figure = await measured('hospitals-posting');
  const ours = made.filter((post) => field(post, 'role') === 'hospital');
  const images = ours.filter((post) => (field(post, 'practices') as string[]).includes('image')).length;
  expect(rowOf(figure, 'hospital.bluesky.image').value).toBeCloseTo((100 * images) / ours.length, 9);
  expect(rowOf(figure, 'hospital.bluesky.video')).toMatchObject({
    value: null,
    decision: 'hidden',
    reason: 'no post of this network shows one, so it may not have been gathered',
  });
  expect(figure.notes.join(' ')).toContain(
    'Not seen in any post gathered from Bluesky, so perhaps not gathered: posts with a video.',
  );
  const accounts = [...Map.groupBy(ours, (post) => field(post, 'author')).values()];
  const answering = accounts.filter((own) => own.some((post) => field(post, 'reply_to') !== '')).length;
  expect(rowOf(figure, 'hospital.bluesky.answering')).toMatchObject({
    value: expect.closeTo((100 * answering) / accounts.length, 9) as number,
    n: accounts.length,
  });
});

test('replies over expected are those of the table of roles', async () => {
  const roleOf = new Map(made.map((post) => [field(post, 'id'), field(post, 'role')]));
  const authorOf = new Map(made.map((post) => [field(post, 'id'), field(post, 'author')]));
  const answers = made
    .filter(
      (post) =>
        field(post, 'reply_to') !== '' && authorOf.get(field(post, 'reply_to')) !== field(post, 'author'),
    )
    .map((post) => [field(post, 'role'), roleOf.get(field(post, 'reply_to'))]);
  const count = (test: (pair: unknown[]) => boolean) => answers.filter(test).length;
  const observed = count(([from, to]) => from === 'patient' && to === 'clinician');
  const expected =
    (count(([from]) => from === 'patient') * count(([, to]) => to === 'clinician')) / answers.length;
  const row = rowOf(await measured('share-replies'), 'patient.clinician');
  expect(row.n).toBe(observed);
  expect(row.value).toBeCloseTo(observed / expected, 9);
  expect(Number(row.lower)).toBeLessThan(Number(row.value));
  expect(Number(row.upper)).toBeGreaterThan(Number(row.value));
});

test('shares of a whole add to one', async () => {
  const sum = (rows: readonly FigureRow[]) => rows.reduce((total, row) => total + (row.value ?? 0), 0);
  expect(sum((await measured('talk')).rows.filter((row) => row.kind === 'voice'))).toBeCloseTo(100, 9);
  const links = (await measured('trust-links')).rows;
  for (const role of ['all', 'news', 'clinician'])
    expect(sum(links.filter((row) => row.role === role))).toBeCloseTo(100, 9);
});

test('figures from posts say no more than posts can show, and hide what counts fewer than eleven persons', async () => {
  for (const id of IDS) {
    const { title, question, base, notes, rows } = await measured(id);
    for (const text of [title, question, base, ...notes, ...rows.map((row) => `${row.label}. ${row.reason}`)])
      expect([text, unsupportedWords(text)]).toEqual([text, []]);
    if (id === 'practices' || id === 'hospitals-posting') continue;
    for (const row of rows)
      if (typeof row.persons === 'number' && row.persons > 0) expect(row.persons).toBeGreaterThan(10);
  }
});

test('posts delivered again in other parts give the same figures, byte for byte', async () => {
  const before = await measuredAll();
  const half = Math.floor(made.length / 2);
  await store.insert('posts', made.slice(half));
  await store.insert('posts', made.slice(0, half));
  const after = await measuredAll();
  expect(JSON.stringify(after.map(({ rows }) => rows))).toBe(JSON.stringify(before.map(({ rows }) => rows)));
});

test('two editions measured at once do not count a post twice', async () => {
  await store.insert('posts', [{ ...made[0], version: 2 }]);
  await Promise.all([refreshPostFacts(store, 0.5), refreshPostFacts(store, 0.5)]);
  expect(await store.query('SELECT count() AS n FROM current_facts')).toEqual([{ n: POSTS }]);
});

test('totals of two shards merge to the union of their authors, never to the sum', async () => {
  await store.command('ALTER TABLE batches DELETE WHERE 1 SETTINGS mutations_sync = 2');
  const columns = [
    'source',
    'shard',
    'sequence',
    'network',
    'hour',
    'run',
    'posts',
    'author_hashes',
    'at',
  ] as const;
  const insert = (rows: readonly object[]) =>
    store.insertLines('batches', Buffer.from(rows.map((row) => JSON.stringify(row)).join('\n')), undefined, [
      ...columns,
    ]);
  const later = (shard: string) => hours(shard).map((row) => ({ ...row, at: '2026-09-02T00:00:00Z' }));
  await insert(later('a'));
  await insert(later('b'));
  const split = await measured('growth');
  await store.command('ALTER TABLE batches DELETE WHERE 1 SETTINGS mutations_sync = 2');
  const whole = hours('a').map((row, month) => ({
    ...row,
    author_hashes: [...row.author_hashes, ...hours('b')[month].author_hashes],
    posts: 10_000,
  }));
  await insert(whole);
  const joined = await measured('growth');
  expect(joined.rows).toEqual(split.rows);
  expect(rowOf(joined, 'bluesky.bluesky.2026-03').unit).toBe('percent');
  // 6,000 authors in all, within three standard errors of the sketch (0.81 %).
  expect(Math.abs(Number(rowOf(joined, 'bluesky.bluesky.2026-03').n) / 6000 - 1)).toBeLessThan(0.025);
});

test('a tombstone never raises a count, and reaches every figure', async () => {
  const counts = async () => {
    const talk = await measured('talk');
    const links = await measured('trust-links');
    const states = await measured('states-posts');
    return new Map(
      [...talk.rows, ...links.rows, ...states.rows].flatMap((row) =>
        row.n === null ? [] : [[`${row.id} ${row.source}`, row.n] as const],
      ),
    );
  };
  const before = await counts();
  const gone = made.slice(0, 300).map((post) => ({
    network: 'bluesky',
    scope: 'post',
    key: field(post, 'id'),
    reason: 'deleted',
    at: '2026-09-02T00:00:00Z',
    source: 'bluesky',
  }));
  await store.insert('tombstones', gone);
  const after = await counts();
  for (const [id, n] of after) expect(n).toBeLessThanOrEqual(before.get(id) ?? Infinity);
  const posts = await store.query<{ n: number }>('SELECT count() AS n FROM current_facts');
  expect(posts[0].n).toBe(POSTS - 300);
  await sweepDeleted(store);
  const left = await store.query<{ n: number }>('SELECT count() AS n FROM post_facts');
  expect(left[0].n).toBe(0);
  expect(await store.query('SELECT count() AS n FROM fact_answers')).toEqual([{ n: 0 }]);
});

test('an answer that is kept is the one that the facts give, and only statements of facts alone are kept', async () => {
  const scope = { country: 'US', state: null, from: '2026-02-01', to: null, asOf: '2026-12-31' };
  await refreshPostFacts(store, 0.5);
  const answers = await factAnswers(store, 0);
  const asked: string[] = [];
  for (const figure of FIGURES)
    for (const { sql, params, ofFacts } of Object.values(figure.queries(scope))) {
      const tables = [...sql.matchAll(/\b(?:FROM|(?<!ARRAY )JOIN)\s+([a-z_]+)/g)].map(([, table]) => table);
      const outside = tables.filter(
        (table) => !['current_facts', 'current_days', 'current_totals'].includes(table),
      );
      if (!ofFacts) continue;
      expect([figure.id, outside]).toEqual([figure.id, []]);
      const fresh = await store.query(sql, params);
      const first = await answers.query(sql, params);
      const again = await (await factAnswers(store, 0)).query(sql, params);
      expect(first).toEqual(fresh);
      expect(again).toEqual(first);
      asked.push(figure.id);
    }
  expect(new Set(asked)).toEqual(new Set(IDS));
});

test('without posts the figures say what to gather', () => {
  const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-12-31' };
  for (const id of IDS) {
    const figure = FIGURES.find((candidate) => candidate.id === id);
    const empty = Object.fromEntries(Object.keys(figure?.queries(scope) ?? {}).map((name) => [name, []]));
    expect(figure?.derive(empty, scope).rows).toEqual([]);
    expect(figure?.whenEmpty).toMatch(/gather/i);
  }
});
