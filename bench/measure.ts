/**
 * `npm run bench:measure [-- --posts 1000000]`: every figure from ten million posts in the embedded engine, cold (the first
 * edition after gathering, on a store just opened) and warm, beside the engine's own time for bare aggregates of the same rows.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/keep/open.ts';
import { dropPostFacts, refreshPostFacts } from '../src/keep/post-facts.ts';
import type { Store } from '../src/keep/store.ts';
import { FIGURES } from '../src/measure/index.ts';
import { measureFigure } from '../src/measure/measure.ts';
import { STATES } from '../src/states.ts';
import { insertPosts } from './measure-posts.ts';
import { median, report } from './report.ts';

const WARM_ROUNDS = 3;
const HEALTH_FROM = 0.5;
/** What any program would have to ask of these rows: one look at topics, authors, places and months. */
const BARE = [
  'SELECT count(), uniq(author) FROM current_facts',
  'SELECT arrayJoin(topics) AS topic, count(), uniq(author) FROM current_facts GROUP BY topic',
  'SELECT state, count(), uniq(author) FROM current_facts GROUP BY state',
  'SELECT network, month, uniq(author) FROM current_facts GROUP BY network, month',
  'SELECT role, link.2 AS type, uniq(author, link.1) FROM current_facts ARRAY JOIN links AS link GROUP BY role, type',
  'SELECT role, answered_role, count(), uniq(author) FROM current_facts GROUP BY role, answered_role',
  'SELECT role, network, author, count() AS n, min(day), max(day) FROM current_facts GROUP BY role, network, author ORDER BY n DESC LIMIT 10',
] as const;

interface Timed {
  readonly id: string;
  readonly queryS: number;
  readonly ownS: number;
}

const { values } = parseArgs({
  options: {
    posts: { type: 'string', default: '10000000' },
    // A folder that keeps the posts for the next run: making ten million takes longer than measuring them.
    keep: { type: 'string' },
    json: { type: 'boolean' },
  },
});
const folder = values.keep ?? (await mkdtemp(join(tmpdir(), 'auscult-bench-measure-')));
try {
  const address = `chdb:${join(folder, 'store')}`;
  let store = await openStore(address);
  const [{ n: kept }] = await store.query<{ n: number }>('SELECT count() AS n FROM posts');
  if (kept === 0) {
    console.log(`making ${values.posts} posts`);
    await insertPosts(store, Number(values.posts));
  }
  await dropPostFacts(store);
  await store.close();

  store = await openStore(address);
  const refreshS = await seconds(() => refreshPostFacts(store, HEALTH_FROM));
  const cold = await measureAll(store, null);
  const warm: number[] = [];
  const bare: number[] = [];
  let last: readonly Timed[] = [];
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    // Each warm edition looks whether anything changed, as a real one does.
    const lookS = await seconds(() => refreshPostFacts(store, HEALTH_FROM));
    last = await measureAll(store, null);
    warm.push(lookS + total(last));
    let sum = 0;
    for (const sql of BARE) sum += await seconds(() => store.query(sql));
    bare.push(sum);
  }
  for (const { id, queryS, ownS } of last.filter((timed) => timed.queryS + timed.ownS > 0.05))
    console.log(`${id.padEnd(22)} queries ${queryS.toFixed(2)} s, own ${ownS.toFixed(2)} s`);
  const placesS = await seconds(async () => {
    for (const { code } of STATES) await measureAll(store, code);
  });
  const query = last.reduce((sum, timed) => sum + timed.queryS, 0);
  const own = last.reduce((sum, timed) => sum + timed.ownS, 0);
  await store.close();
  report({
    name: 'measure',
    figures: {
      posts: kept || Number(values.posts),
      edition_cold_s: rounded(refreshS + total(cold)),
      refresh_s: rounded(refreshS),
      edition_warm_s: rounded(median(warm)),
      bare_aggregates_s: rounded(median(bare)),
      engine_ratio: rounded(median(warm) / median(bare)),
      own_share: rounded(own / query),
      places_s: rounded(placesS),
    },
  });
} finally {
  if (values.keep === undefined) await rm(folder, { recursive: true, force: true });
}

/** Every figure of an edition, of the whole country or of one place. */
async function measureAll(store: Store, state: string | null): Promise<Timed[]> {
  const scope = { country: 'US', state, from: null, to: null, asOf: '2026-12-31' };
  const timed: Timed[] = [];
  for (const figure of FIGURES) {
    let queryS = 0;
    const watched: Store = {
      ...store,
      query: async <Row extends object>(sql: string, params?: Readonly<Record<string, unknown>>) => {
        const started = performance.now();
        const rows = await store.query<Row>(sql, params);
        queryS += (performance.now() - started) / 1000;
        return rows;
      },
    };
    const wholeS = await seconds(() =>
      measureFigure(figure, { store: watched, scope, inputs: [], versions: {} }),
    );
    timed.push({ id: figure.id, queryS, ownS: wholeS - queryS });
  }
  return timed;
}

async function seconds(work: () => Promise<unknown>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

function total(timed: readonly Timed[]): number {
  return timed.reduce((sum, { queryS, ownS }) => sum + queryS + ownS, 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
