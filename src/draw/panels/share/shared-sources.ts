/** Sources that the poll named in both of its questions: whose posts one would trust, and with whom one would share. */

import type { FigureRow } from '../../../records.ts';
import type { Figures } from '../../panel.ts';
import { compareRows } from '../../ranking.ts';

export const TRUST = 'trust-2013';
export const SHARE = 'share-2013';

export interface SharedSource {
  readonly trusted: FigureRow;
  readonly told: FigureRow;
  /** The rules carry that fewer would share than trust. */
  readonly clear: boolean;
}

/** Sources that both questions name in the same words, in falling order of trust. */
export function sharedSources(figures: Figures): readonly SharedSource[] {
  const told = new Map((figures[SHARE]?.rows ?? []).map((row) => [row.label, row]));
  const pairs = (figures[TRUST]?.rows ?? []).flatMap((trusted) => {
    const partner = told.get(trusted.label);
    return partner ? [[trusted, partner] as const] : [];
  });
  const wordings = compareRows(pairs);
  return pairs.map(([trusted, partner], index) => ({
    trusted,
    told: partner,
    clear: wordings[index] === 'higher',
  }));
}
