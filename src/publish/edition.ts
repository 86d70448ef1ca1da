/** An edition: a study measured and drawn at one moment, as the list of its files. */

import { join } from 'node:path';
import { mkdir, writeFile } from 'node:fs/promises';
import type { Figure, ReceiptInput } from '../records.ts';
import { dataPackage, figureCsv, json } from './data.ts';

export interface EditionPanel {
  readonly id: string;
  /** Null for the comparison, which is no chapter. */
  readonly number: number | null;
  readonly title: string;
  readonly question: string;
  readonly takeaway: string;
  readonly alt: string;
  readonly figures: readonly string[];
}

/** `edition.json`. */
export interface Edition {
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly credit: string;
  readonly finding: string;
  readonly place: { readonly country: string; readonly state: string | null };
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly as_of: string;
  /** The only value that two builds of the same inputs may differ in. */
  readonly built_at: string;
  /** Path of the study file, relative to the edition's folder. */
  readonly study: string;
  readonly panels: readonly EditionPanel[];
  /** 2013 beside now; null where the edition measures nothing of 2013. */
  readonly comparison: EditionPanel | null;
  readonly figures: readonly string[];
  readonly inputs: readonly ReceiptInput[];
  readonly versions: Readonly<Record<string, string>>;
}

/** Everything of an edition that has a picture of its own: the chapters and, where there is one, the comparison. */
export function picturedPanels({ panels, comparison }: Edition): readonly EditionPanel[] {
  return comparison ? [...panels, comparison] : panels;
}

/** A file of the edition: its path with forward slashes, and its content. */
export interface EditionFile {
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The files that hold numbers as data. */
export function dataFiles(edition: Edition, figures: readonly Figure[]): EditionFile[] {
  return [
    { path: 'edition.json', content: json(edition) },
    ...figures.flatMap((figure) => [
      { path: `figures/${figure.id}.json`, content: json(figure) },
      { path: `figures/${figure.id}.csv`, content: figureCsv(figure) },
    ]),
    {
      path: 'datapackage.json',
      content: json(
        dataPackage({
          name: edition.id,
          title: edition.title,
          created: edition.built_at,
          version: edition.as_of,
          figures,
        }),
      ),
    },
  ];
}

export async function writeFiles(folder: string, files: readonly EditionFile[]): Promise<void> {
  for (const file of files) {
    const path = join(folder, file.path);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, file.content);
  }
}
