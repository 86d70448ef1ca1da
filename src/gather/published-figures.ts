/** Figures of the literature, carried over in our own words, with the sources they come from: two CSV files. */

import { z } from 'zod';
import type { PublishedFigure, PublishedSource } from '../records.ts';
import { networkNamed } from './handles.ts';
import { defineSource } from './source.ts';
import { readDelimited, type Column } from './still/delimited.ts';
import { fileOption, inFolder } from './still/options.ts';
import { BadRow, needed, readNumber, readWord } from './still/read-cells.ts';
import { rowsToItems } from './still/rows-to-items.ts';
import { openTerms } from './still/terms.ts';

const column = (name: string): Column => ({ names: [name] });

const SOURCE_COLUMNS = {
  id: column('id'),
  title: column('title'),
  publisher: column('publisher'),
  year: column('year'),
  url: column('url'),
  kind: column('kind'),
  note: column('note'),
};

const FIGURE_COLUMNS = {
  series: column('series'),
  order: column('order'),
  label: column('label'),
  question: column('question'),
  subgroup: column('subgroup'),
  place: column('place'),
  network: column('network'),
  date: column('date'),
  value: column('value'),
  unit: column('unit'),
  comparison: column('comparison'),
  n: column('n'),
  base: column('base'),
  source: column('source'),
  confidence: column('confidence'),
  conflict: column('conflict'),
  note: column('note'),
};

/** `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, as exactly as the source states it, or that it states none. */
const DATE = /^undated$|^\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?$/;

export const publishedFigures = defineSource({
  id: 'published-figures',
  title: 'Figures from the literature',
  publisher: 'as each figure states',
  url: '',
  terms: openTerms('Facts, in our own words; each with its source', ''),
  cadence: 'still',
  options: z.strictObject({
    figures: fileOption.describe('One row a figure'),
    sources: fileOption.describe('One row a source; every figure names one'),
  }),
  inputs: ({ figures, sources }, context) => [inFolder(sources, context), inFolder(figures, context)],
  async *read({ figures, sources }, context) {
    const known = new Set<string>();
    const sourceBytes = await context.effects.readFile(inFolder(sources, context));
    for (const item of rowsToItems(readDelimited(sourceBytes, sources, SOURCE_COLUMNS), (cells) => [
      { kind: 'published-source', record: readSource(cells) },
    ])) {
      if (item.kind === 'published-source') known.add(item.record.id);
      yield item;
    }
    const figureBytes = await context.effects.readFile(inFolder(figures, context));
    yield* rowsToItems(readDelimited(figureBytes, figures, FIGURE_COLUMNS), (cells) => {
      if (!known.has(cells.source))
        throw new BadRow(`source "${cells.source}" is not in ${sources}: add it there, or correct it here`);
      return [{ kind: 'published-figure', record: readFigure(cells) }];
    });
  },
});

function readSource(cells: Readonly<Record<keyof typeof SOURCE_COLUMNS, string>>): PublishedSource {
  return { ...cells, id: needed(cells.id, 'id'), year: readNumber(cells.year, 'year') };
}

function readFigure(cells: Readonly<Record<keyof typeof FIGURE_COLUMNS, string>>): PublishedFigure {
  if (!DATE.test(cells.date))
    throw new BadRow(`date "${cells.date}": write YYYY, YYYY-MM, YYYY-MM-DD or undated`);
  const network = cells.network === '' ? null : networkNamed(cells.network);
  if (network === null && cells.network !== '')
    throw new BadRow(`unknown network "${cells.network}": docs/gather.md lists the networks`);
  return {
    ...cells,
    series: needed(cells.series, 'series'),
    label: needed(cells.label, 'label'),
    order: readNumber(cells.order, 'order') ?? 0,
    network,
    value: readNumber(cells.value, 'value'),
    unit: readWord(cells.unit, ['percent', 'count', 'text'], 'unit'),
    comparison: readWord(cells.comparison || '=', ['=', '~', '>', '<'], 'comparison'),
    n: readNumber(cells.n, 'n'),
  };
}
