/**
 * The contract of a panel: figures in; takeaway, picture, table and alternative text out. Pure.
 *
 * A picture is drawn for a width: the same component serves the phone (328), the tablet (696), the sheet (1104)
 * and the poster. It names colours by role only (`ink('accent')` of theme.ts); `resolveColours` turns them into hex for static output.
 */

import type { ComponentChild } from 'preact';
import type { Figure } from '../records.ts';
import type { Ground } from './theme.ts';
import type { Words } from './words.ts';

/** Figures by id. A figure without rows says in `notes[0]` what to gather. */
export type Figures = Readonly<Record<string, Figure>>;

export interface PictureProps {
  readonly figures: Figures;
  /** Width to draw for, in px. Height follows from the data. */
  readonly widthPx: number;
}

export interface PanelTable {
  readonly caption: string;
  readonly columns: readonly string[];
  /** `ids[i]` is the `FIGURE/ROW` that row i shows. */
  readonly rows: readonly (readonly string[])[];
  readonly ids: readonly string[];
}

export interface PanelDefinition {
  readonly id: string;
  /** 1 to 7, printed large in the margin; null for what is no chapter. */
  readonly number: number | null;
  /** Short name for menus and file titles. */
  readonly title: string;
  /** The question in small capitals above the takeaway. */
  readonly question: string;
  /** Ids of the figures it draws, in order of importance. */
  readonly figures: readonly string[];
  /** `paper`, `tint` for a quiet wash, or `band` for a full-width band of deep colour. */
  readonly ground: Ground;
  /** `below` (the default): headline above the picture. `beside`: headline in a column left of it on the sheet. */
  readonly layout?: 'below' | 'beside';
  /** One sentence generated from the figures by the rules for claims (measure/claims.ts). Cite its numbers with `cite`. */
  readonly takeaway: (figures: Figures) => Words;
  /** The same numbers as the picture, in words. */
  readonly alt: (figures: Figures) => Words;
  readonly tables: (figures: Figures) => readonly PanelTable[];
  /** A `<Drawing>` (marks/drawing.tsx): an `<svg>` with width, height and viewBox, finished: no script, no external reference. */
  readonly Picture: (props: PictureProps) => ComponentChild;
  /** The fine print: n, base, interval, source, date. */
  readonly finePrint: (figures: Figures) => Words;
  /**
   * Where the pulse line of the sheet enters at the left edge and leaves at the right edge of the picture, as fractions of
   * its height. Only for the picture that is itself a stretch of the line.
   */
  readonly thread?: (props: PictureProps) => { readonly enter: number; readonly leave: number };
}

/** Not one of its figures has a row: the chapter can only say what to gather. */
export function isSilent(panel: PanelDefinition, figures: Figures): boolean {
  return panel.figures.every((id) => (figures[id]?.rows.length ?? 0) === 0);
}

/** The takeaway as the sheet prints it. A silent chapter says what to gather in the place of its picture, and only there. */
export function headline(panel: PanelDefinition, figures: Figures): Words {
  return isSilent(panel, figures) ? 'Nothing gathered yet' : panel.takeaway(figures);
}

export function definePanel(panel: PanelDefinition): PanelDefinition {
  return panel;
}
