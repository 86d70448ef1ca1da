/**
 * `npm run bench:measure [-- --posts 1000000]`: every figure from ten million posts in the embedded engine, cold (the first
 * edition after gathering, on a store just opened), warm (nothing has changed, so answers that took long are still there) and counted
 * (the facts are there, every query is asked of them), beside the engine's own time for bare aggregates of the same rows. Seconds of
 * the clock and, with `cpu`, of the processor: on a machine that does other work the second are the ones to compare.
 */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openStore } from '../src/keep/open.ts';
import { factAnswers, type FactAnswers } from '../src/keep/fact-answers.ts';
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
  const refreshed = await timed(() => refreshPostFacts(store, HEALTH_FROM));
  const cold = await measureAll(store, null, await factAnswers(store));
  const warm: number[] = [];
  const counted: number[] = [];
  const countedCpu: number[] = [];
  const bare: number[] = [];
  let last: readonly Timed[] = [];
  for (let round = 0; round < WARM_ROUNDS; round += 1) {
    // Each warm edition looks whether anything changed, as a real one does.
    const edition = await timed(async () => {
      await refreshPostFacts(store, HEALTH_FROM);
      await measureAll(store, null, await factAnswers(store));
    });
    warm.push(edition.seconds);
    const all = await timed(async () => {
      last = await measureAll(store, null);
    });
    counted.push(all.seconds);
    countedCpu.push(all.cpu);
    let sum = 0;
    for (const sql of BARE) sum += (await timed(() => store.query(sql))).seconds;
    bare.push(sum);
  }
  for (const { id, queryS, ownS } of last.filter((figure) => figure.queryS + figure.ownS > 0.05))
    console.log(`${id.padEnd(22)} queries ${queryS.toFixed(2)} s, own ${ownS.toFixed(2)} s`);
  const places = await timed(async () => {
    for (const { code } of STATES) await measureAll(store, code);
  });
  const query = last.reduce((sum, timed) => sum + timed.queryS, 0);
  const own = last.reduce((sum, timed) => sum + timed.ownS, 0);
  await store.close();
  report({
    name: 'measure',
    figures: {
      posts: kept || Number(values.posts),
      edition_cold_s: rounded(refreshed.seconds + total(cold)),
      refresh_s: rounded(refreshed.seconds),
      refresh_cpu_s: rounded(refreshed.cpu),
      edition_warm_s: rounded(median(warm)),
      edition_counted_s: rounded(median(counted)),
      edition_counted_cpu_s: rounded(median(countedCpu)),
      bare_aggregates_s: rounded(median(bare)),
      engine_ratio: rounded(median(counted) / median(bare)),
      own_share: rounded(own / query),
      places_s: rounded(places.seconds),
      places_cpu_s: rounded(places.cpu),
      peak_memory_mb: Math.round(process.resourceUsage().maxRSS / 1024),
    },
  });
} finally {
  if (values.keep === undefined) await rm(folder, { recursive: true, force: true });
}

/** Every figure of an edition, of the whole country or of one place; without `answers` every query is asked of the facts. */
async function measureAll(store: Store, state: string | null, answers?: FactAnswers): Promise<Timed[]> {
  const scope = { country: 'US', state, from: null, to: null, asOf: '2026-12-31' };
  const figures: Timed[] = [];
  for (const figure of FIGURES) {
    let queryS = 0;
    const watched = <Asked extends FactAnswers>(asked: Asked): Asked => ({
      ...asked,
      query: async <Row extends object>(sql: string, params?: Readonly<Record<string, unknown>>) => {
        const started = performance.now();
        const rows = await asked.query<Row>(sql, params);
        queryS += (performance.now() - started) / 1000;
        return rows;
      },
    });
    const whole = await timed(() =>
      measureFigure(figure, {
        store: watched(store),
        ...(answers && { answers: watched(answers) }),
        scope,
        inputs: [],
        versions: {},
      }),
    );
    figures.push({ id: figure.id, queryS, ownS: whole.seconds - queryS });
  }
  return figures;
}

async function timed(
  work: () => Promise<unknown>,
): Promise<{ readonly seconds: number; readonly cpu: number }> {
  const [started, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { seconds: (performance.now() - started) / 1000, cpu: (user + system) / 1e6 };
}

function total(figures: readonly Timed[]): number {
  return figures.reduce((sum, { queryS, ownS }) => sum + queryS + ownS, 0);
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
