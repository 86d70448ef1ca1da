/** Which figures a study's own sources could fill: what its empty chapters ask for first. */

import { findSource } from '../gather/index.ts';
import { FIGURES } from '../measure/index.ts';
import type { Figure } from '../records.ts';
import type { Study } from '../study.ts';

/** Figures from posts are those that tell which posts they cover; the others name their sources. */
export function withinReach({ sources }: Pick<Study, 'sources'>): (figure: Figure) => boolean {
  const named = new Set(sources.map(({ source }) => source));
  const namesPosts = [...named].some((id) => ['archive', 'stream'].includes(findSource(id).cadence));
  return ({ id, receipt }) => {
    if (receipt.queries.some(({ name }) => name === 'coverage')) return namesPosts;
    return FIGURES.some((figure) => figure.id === id && figure.inputs.some((source) => named.has(source)));
  };
}
