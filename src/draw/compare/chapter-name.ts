/** The chapters that the comparison leads back to. */

import { PANELS } from '../panels/index.ts';

/** `2 Whom people trust`. */
export function chapterName(id: string): string {
  const panel = PANELS.find((candidate) => candidate.id === id);
  return panel ? `${String(panel.number)} ${panel.title}` : id;
}
