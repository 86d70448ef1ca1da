/** What the sheet says of the edition it shows. */

import { trustAndSharingNow, trustedMoreThanTold } from './finding.ts';
import { isSilent, type Figures, type PanelDefinition } from './panel.ts';
import { plain, type Words } from './words.ts';

/** The words of an edition that the sheet prints. */
export interface EditionWords {
  readonly title: string;
  readonly subtitle: string;
  readonly credit: string;
  /** The reporting day, `YYYY-MM-DD`. */
  readonly as_of: string;
}

/** Everything that is drawn: one edition, its figures, and the panels in the order of the sheet. */
export interface Sheet {
  readonly edition: EditionWords;
  readonly figures: Figures;
  readonly panels: readonly PanelDefinition[];
}

/** The finding of the edition, for the masthead: trust beside sharing, the latest that the figures carry, else the first takeaway. */
export function editionFinding({ figures, panels }: Pick<Sheet, 'figures' | 'panels'>): Words {
  const finding = trustAndSharingNow(figures) ?? trustedMoreThanTold(figures);
  if (finding) return finding;
  const spoken = panels.filter((panel) => !isSilent(panel, figures)).map((panel) => panel.takeaway(figures));
  return spoken.find((words) => plain(words) !== '') ?? '';
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
