/** What the sheet says of the edition it shows. */

import type { Figures, PanelDefinition } from './panel.ts';
import type { Words } from './words.ts';
import { plain } from './words.ts';
import { trustedMoreThanTold } from './finding.ts';

export interface StudyWords {
  readonly title: string;
  readonly subtitle: string;
  readonly credit: string;
}

export interface EditionWords {
  /** The reporting day, `YYYY-MM-DD`. */
  readonly asOf: string;
  /** Version of the code that measured and drew it. */
  readonly version: string;
}

/** Everything that is drawn: one study, one edition of it. */
export interface Sheet {
  readonly study: StudyWords;
  readonly edition: EditionWords;
  readonly figures: Figures;
  /** In the order of the sheet. */
  readonly panels: readonly PanelDefinition[];
}

/** The finding of the edition, for the masthead: the strongest that its figures carry, else the first takeaway. */
export function editionFinding({ figures, panels }: Pick<Sheet, 'figures' | 'panels'>): Words {
  const finding = trustedMoreThanTold(figures);
  if (finding) return finding;
  const takeaways = panels.map((panel) => panel.takeaway(figures));
  return takeaways.find((words) => plain(words) !== '') ?? '';
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** A day in words: `2026-06-30` is `30 June 2026`; `2025-07` is `July 2025`; a year stays a year. */
export function dayInWords(date: string): string {
  const [year, month, day] = date.split('-');
  const name = month ? MONTHS[Number(month) - 1] : '';
  return [day ? String(Number(day)) : '', name, year].filter(Boolean).join(' ');
}
