/** Prints what a store holds of posts, as JSON: `dump.ts STORE`. A process of its own, as the engine wants it. */

import { openStore } from '../../../src/keep/open.ts';

export interface Dump {
  readonly posts: readonly {
    readonly id: string;
    readonly author: string;
    readonly posted_at: string;
    readonly time_flag: string;
  }[];
  readonly texts: readonly { readonly id: string; readonly text: string }[];
  /** Ids of every row that lies on the disk, hidden or not. */
  readonly lyingTexts: readonly { readonly id: string; readonly text: string }[];
  readonly totals: readonly { readonly hour: string; readonly posts: number; readonly authors: number }[];
  readonly ledger: readonly { readonly outcome: string; readonly count: number }[];
  readonly quarantine: number;
}

const [folder] = process.argv.slice(2);
const store = await openStore(`chdb:${folder}`);
const [quarantine] = await store.query<{ n: number }>('SELECT count() AS n FROM quarantine');
const dump: Dump = {
  posts: await store.query('SELECT id, author, posted_at, time_flag FROM live_posts'),
  texts: await store.query(
    'SELECT id, text FROM post_texts WHERE (network, id) IN (SELECT network, id FROM live_posts)',
  ),
  lyingTexts: await store.query('SELECT id, text FROM post_texts SETTINGS final = 0'),
  totals: await store.query(
    'SELECT hour, sum(posts) AS posts, uniqCombined64Merge(authors) AS authors FROM totals GROUP BY hour ORDER BY hour',
  ),
  ledger: await store.query('SELECT outcome, sum(count) AS count FROM posts_ledger GROUP BY outcome'),
  quarantine: quarantine.n,
};
await store.close();
console.log(JSON.stringify(dump));
