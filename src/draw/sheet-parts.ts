/** Words and lists that page and poster share. */

import type { FigureSource } from '../records.ts';
import { dayInWords, type Sheet } from './edition.ts';

export const LICENCE =
  'Figures, words and pictures: CC BY 4.0. Typefaces: Fraunces and Public Sans, SIL Open Font License.';
export const METHOD =
  'Every number stands in a figure with its source, its base and, where one can be given, its 95% interval. Headlines follow fixed rules: a difference is named only where the figures carry it.';

/** `Auscult. Edition of 30 June 2026`. */
export function editionLine({ edition }: Sheet): string {
  return `Auscult. Edition of ${dayInWords(edition.as_of)}`;
}

/** Every source of every drawn figure, once, by publisher. */
export function sheetSources({ panels, figures }: Sheet): readonly FigureSource[] {
  const sources = new Map<string, FigureSource>();
  for (const id of panels.flatMap((panel) => panel.figures)) {
    for (const source of figures[id]?.sources ?? []) sources.set(source.id, source);
  }
  return [...sources.values()].sort((a, b) =>
    `${a.publisher}${a.id}`.localeCompare(`${b.publisher}${b.id}`, 'en'),
  );
}
