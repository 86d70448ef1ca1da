/**
 * Derives every number of an edition again and compares it with what the edition says.
 * A study of still sources is gathered anew into an empty store, so that nothing left over can vouch for itself;
 * a study with posts is measured again from its own store, which is the only place where they are.
 */

import { existsSync } from 'node:fs';
import { readFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { figureCsv, json } from '../publish/data.ts';
import { readEdition } from '../publish/read-edition.ts';
import type { Figure, FigureRow } from '../records.ts';
import { readStudy, type Study } from '../study.ts';
import { drawEdition, measureStudy } from './build-edition.ts';
import { readFigure } from './explain.ts';
import { gatherStill, hasOnlyStillSources } from './gather-still.ts';
import { storeUrl } from './study-store.ts';
import { withStore } from './with-store.ts';

export interface Verification {
  /** Numbers compared: value, interval and n of every row. */
  readonly numbers: number;
  readonly files: number;
  /** One sentence a difference. */
  readonly differences: readonly string[];
}

/** @throws CliError when the edition or its study cannot be read */
export async function verifyEdition(
  folder: string,
  studyPath: string | null,
  say: (line: string) => void,
): Promise<Verification> {
  const place = resolve(folder);
  const edition = await readEdition(place);
  const studyFile = studyPath ?? join(place, edition.study);
  if (studyPath === null && !existsSync(studyFile))
    throw new CliError(`the study is no longer at ${studyFile}: say with --study where it is`, EXIT.usage);
  const study = await readStudy(studyFile);
  say(`Deriving ${counted(edition.figures.length, 'figure')} again from ${study.path}`);
  const figures = await deriveAgain(study, say);
  const drawn = await drawEdition(study, figures, { builtAt: edition.built_at, studyPath: edition.study });
  const differences: string[] = [];
  let numbers = 0;
  for (const figure of figures) {
    const published = await readFigure(place, figure.id);
    const compared = compareFigures(published, figure);
    numbers += compared.numbers;
    differences.push(...compared.differences);
    if (compared.differences.length > 0) continue;
    if (json(published) !== json(figure))
      differences.push(`figure ${figure.id}: its receipt or words differ from what the study gives now`);
    if ((await textOf(place, `figures/${figure.id}.csv`)) !== figureCsv(figure))
      differences.push(`figures/${figure.id}.csv differs from figures/${figure.id}.json`);
  }
  const drawnAgain = drawn.files.filter(
    (file) => typeof file.content === 'string' && !file.path.startsWith('figures/'),
  );
  for (const file of drawnAgain) {
    if ((await textOf(place, file.path)) !== file.content)
      differences.push(`${file.path} differs from what the figures draw`);
  }
  return { numbers, files: figures.length * 2 + drawnAgain.length, differences };
}

async function deriveAgain(study: Study, say: (line: string) => void): Promise<Figure[]> {
  if (!hasOnlyStillSources(study)) return withStore(storeUrl(study), (store) => measureStudy(study, store));
  const folder = await mkdtemp(join(tmpdir(), 'auscult-verify-'));
  try {
    return await withStore(`chdb:${join(folder, 'store')}`, async (store) => {
      await gatherStill(study, store, { say });
      return measureStudy(study, store);
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function textOf(place: string, path: string): Promise<string | null> {
  return readFile(join(place, path), 'utf8').catch(() => null);
}

/** Row by row, so that a difference names the number and not only the file. */
export function compareFigures(
  published: Figure,
  derived: Figure,
): { numbers: number; differences: string[] } {
  const differences: string[] = [];
  let numbers = 0;
  const rows = new Map(derived.rows.map((row) => [row.id, row]));
  for (const row of published.rows) {
    const again = rows.get(row.id);
    rows.delete(row.id);
    if (!again) {
      differences.push(`figure ${published.id}, row ${row.id}: published, but the study does not give it`);
      continue;
    }
    for (const key of ['value', 'lower', 'upper', 'n'] as const) {
      numbers += 1;
      if (row[key] !== again[key]) differences.push(difference(published.id, row, key, again));
    }
    if (row.decision !== again.decision) differences.push(difference(published.id, row, 'decision', again));
  }
  for (const id of rows.keys())
    differences.push(`figure ${published.id}, row ${id}: the study gives it, but it is not published`);
  return { numbers, differences };
}

function difference(figure: string, row: FigureRow, key: string, again: FigureRow): string {
  return `figure ${figure}, row ${row.id}: ${key} is published as ${String(row[key])}, derived as ${String(again[key])}`;
}
