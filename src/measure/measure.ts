/**
 * Measures one figure: runs its queries, derives its rows, passes them through the gate, writes the receipt.
 * Nothing reaches `draw/` by another way.
 */

import type { Figure, FigureRow, ReceiptInput, ReceiptPosts, ReceiptQuery } from '../records.ts';
import type { FactAnswers } from '../keep/fact-answers.ts';
import type { Store } from '../keep/store.ts';
import type { FigureDefinition, FigureScope } from './figure.ts';
import { gate } from './gate.ts';

export interface MeasureContext {
  readonly store: Store;
  /** Answers worked out before, for queries of facts. */
  readonly answers?: FactAnswers;
  readonly scope: FigureScope;
  /** Every file that was gathered, with its hash and its count of rows. */
  readonly inputs: readonly ReceiptInput[];
  /** What was read of each source of posts. */
  readonly posts?: readonly ReceiptPosts[];
  /** Versions that a number depends on: code, vocabulary, model. */
  readonly versions: Readonly<Record<string, string>>;
  /** Figures measured before, for one that carries their rows on. */
  readonly measured?: readonly Figure[];
  /** What figures from posts say in the place of what to gather, where the study's period holds none of the posts gathered. */
  readonly emptyPeriod?: string | null;
}

export async function measureFigure(figure: FigureDefinition, context: MeasureContext): Promise<Figure> {
  const queries = Object.entries(figure.queries(context.scope));
  const results: Record<string, readonly object[]> = {};
  const ran: ReceiptQuery[] = [];
  for (const [name, query] of queries) {
    const asked = query.ofFacts ? (context.answers ?? context.store) : context.store;
    const rows = await asked.query(query.sql, query.params);
    results[name] = rows;
    ran.push({ name, sql: query.sql, params: query.params ?? {}, rows: rows.length });
  }
  // Figures from posts are those that tell which posts they cover.
  const whenEmpty = ('coverage' in results ? context.emptyPeriod : null) ?? figure.whenEmpty;
  const carried = (context.measured ?? []).filter(({ id }) => figure.from?.includes(id));
  const draft = figure.derive(results, context.scope, carried);
  const rows = await gate(draft.rows, figure, draft.sums);
  checkRows(
    figure.id,
    rows,
    draft.sources.map((source) => source.id),
  );
  return {
    id: figure.id,
    title: figure.title,
    question: figure.question,
    base: draft.base ?? figure.base,
    unit: figure.unit,
    rows,
    sources: draft.sources,
    notes: rows.length === 0 ? [whenEmpty, ...(draft.notes ?? [])] : (draft.notes ?? []),
    ...(context.scope.state !== null && { state: context.scope.state }),
    receipt: {
      method: figure.method,
      statistic: figure.statistic,
      queries: ran,
      inputs: inputsOf(figure, carried, context.inputs),
      ...postsOf(results.coverage, context.posts),
      versions: context.versions,
      ...(figure.from && { figures: carried.map(({ id }) => id) }),
    },
  };
}

/** The files of its own sources, and those behind every figure that it carries on. */
function inputsOf(
  figure: FigureDefinition,
  carried: readonly Figure[],
  inputs: readonly ReceiptInput[],
): readonly ReceiptInput[] {
  const sources = new Set([
    ...figure.inputs,
    ...carried.flatMap(({ receipt }) => receipt.inputs.map(({ source }) => source)),
  ]);
  return inputs.filter(({ source }) => sources.has(source));
}

/** What was read of the sources that a figure from posts covers. */
function postsOf(
  coverage: readonly object[] = [],
  posts: readonly ReceiptPosts[] = [],
): { readonly posts?: readonly ReceiptPosts[] } {
  const covered = new Set((coverage as readonly { readonly source: string }[]).map(({ source }) => source));
  const read = posts.filter(({ source }) => covered.has(source));
  return read.length > 0 ? { posts: read } : {};
}

/** Our own mistakes end the build at once: a row without its source, or two rows of one name. */
function checkRows(figure: string, rows: readonly FigureRow[], sources: readonly string[]): void {
  const seen = new Set<string>();
  for (const row of rows) {
    if (seen.has(row.id)) throw new Error(`figure ${figure} has two rows "${row.id}"`);
    seen.add(row.id);
    if (!sources.includes(row.source))
      throw new Error(`figure ${figure}, row ${row.id}: no source "${row.source}"`);
    if (row.decision === 'hidden' && row.value !== null) {
      throw new Error(`figure ${figure}, row ${row.id} is hidden but still carries its value`);
    }
  }
}
