/** Where a study keeps its records. */

import { isAbsolute, join } from 'node:path';
import type { Study } from '../study.ts';

/** The study's own address; a relative folder is taken from the study's, and none at all means a folder beside the study. */
export function storeUrl(study: Pick<Study, 'store' | 'folder'>): string {
  if (study.store === '') return `chdb:${join(study.folder, '.auscult', 'store')}`;
  const path = /^chdb:(.*)$/.exec(study.store)?.[1];
  if (path === undefined || isAbsolute(path)) return study.store;
  return `chdb:${join(study.folder, path)}`;
}
