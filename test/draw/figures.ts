/**
 * Figures of the repository's own study, derived without the store: the published CSV files go straight into `derive`, joined and
 * ordered as the query would. Enough for every figure that rests on published series alone.
 */

import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import type { Figures } from '../../src/draw/panel.ts';
import { FIGURES } from '../../src/measure/index.ts';
import type { Figure } from '../../src/records.ts';

const FOLDER = resolve(import.meta.dirname, '../../studies/us/published');
const SCOPE = { country: 'US', state: null, from: null, to: null, asOf: '2026-06-30' };

type CsvRow = Record<string, string>;
const read = (file: string): CsvRow[] => parse(readFileSync(`${FOLDER}/${file}`, 'utf8'), { columns: true });
const number = (text: string) => (text === '' ? null : Number(text));

export function publishedFigures(): Figures {
  const sources = new Map(read('sources.csv').map((source) => [source.id, source]));
  const published = read('figures.csv').map((row) => {
    const source = sources.get(row.source);
    return {
      ...row,
      rank: Number(row.order),
      value: number(row.value),
      n: number(row.n),
      network: row.network || null,
      title: source?.title ?? '',
      publisher: source?.publisher ?? '',
      url: source?.url ?? '',
      year: number(source?.year ?? ''),
      source_note: source?.note ?? '',
    };
  });
  const measured: Figure[] = [];
  for (const figure of FIGURES) {
    const results = Object.fromEntries(
      Object.entries(figure.queries(SCOPE)).map(([name, query]) => {
        const series = query.params?.series;
        const rows = Array.isArray(series)
          ? published
              .filter((row) => series.includes((row as unknown as CsvRow).series))
              .sort((a, b) => compare(a, b))
          : [];
        return [name, rows];
      }),
    );
    const draft = figure.derive(results, SCOPE, measured);
    measured.push({
      id: figure.id,
      title: figure.title,
      question: figure.question,
      base: draft.base ?? figure.base,
      unit: figure.unit,
      rows: draft.rows,
      sources: draft.sources,
      notes: draft.rows.length === 0 ? [figure.whenEmpty] : (draft.notes ?? []),
      receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
    });
  }
  return Object.fromEntries(measured.map((figure) => [figure.id, figure]));
}

/** As `publishedFigures`, with those of a file that LOOK_FIGURES names put in their place: a JSON object of figures by id. */
export function lookFigures(): Figures {
  const file = process.env.LOOK_FIGURES;
  return { ...publishedFigures(), ...(file ? (JSON.parse(readFileSync(file, 'utf8')) as Figures) : {}) };
}

function compare(a: object, b: object): number {
  const [one, other] = [a, b] as { series: string; rank: number }[];
  return one.series < other.series ? -1 : Number(one.series > other.series) || one.rank - other.rank;
}
