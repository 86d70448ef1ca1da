/**
 * Answers to questions that look at nothing but facts, kept for as long as these stand. Facts never change: what comes, changes or goes
 * gives a new generation of them, and with the former generation go its answers. So a deletion reaches an answer as it reaches
 * the facts, and an edition that is built again counts nothing twice.
 */

import { createHash } from 'node:crypto';
import type { Store } from './store.ts';

/** A quick answer is not worth keeping. */
const FROM_MS = 50;
/** Nor is a long one, which takes as long to read as to work out. */
const LONGEST = 1_000_000;

export interface FactAnswers {
  /** As the store's, for statements that read `current_facts`, `current_days` and `current_totals` alone. */
  readonly query: Store['query'];
}

/** @param fromMs answers that took less are not kept */
export async function factAnswers(store: Store, fromMs = FROM_MS): Promise<FactAnswers> {
  // Before the first answer is worked out: one from later facts may then be kept under a generation that nobody asks for again.
  const [{ generation }] = await store.query<{ generation: number }>(
    'SELECT max(generation) AS generation FROM fact_marks',
  );
  const rows = await store.query<{ question: string; answer: string }>(
    'SELECT question, answer FROM fact_answers WHERE generation = {generation:UInt64}',
    { generation },
  );
  const kept = new Map(rows.map(({ question, answer }) => [question, answer]));
  return {
    query: async <Row extends object>(sql: string, params: Readonly<Record<string, unknown>> = {}) => {
      const question = createHash('sha256')
        .update(JSON.stringify([sql, params]))
        .digest('hex');
      const known = kept.get(question);
      if (known !== undefined) return JSON.parse(known) as Row[];
      const started = performance.now();
      const found = await store.query<Row>(sql, params);
      if (performance.now() - started < fromMs) return found;
      const answer = JSON.stringify(found);
      if (answer.length > LONGEST) return found;
      kept.set(question, answer);
      await store.insert('fact_answers', [{ generation, question, answer }]);
      return found;
    },
  };
}
