/**
 * The contract of a panel: figures in; takeaway, picture, table and alternative text out. Pure.
 *
 * A picture is drawn for a width: the same component serves the phone (328), the tablet (696), the sheet (1104)
 * and the poster. It may use theme colours by role only; `publish/svg.ts` resolves them to hex for static output.
 */

import type { ComponentChild } from 'preact';
import type { Figure } from '../records.ts';

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
  /** 1 to 7, printed large in the margin. */
  readonly number: number;
  /** Short name for menus and file titles. */
  readonly title: string;
  /** The question in small capitals above the takeaway. */
  readonly question: string;
  /** Ids of the figures it draws, in order of importance. */
  readonly figures: readonly string[];
  /** `paper`, or `band` for a full-width band of colour. */
  readonly ground: 'paper' | 'band';
  /** One sentence generated from the figures by the rules for claims (measure/claims.ts). */
  readonly takeaway: (figures: Figures) => string;
  /** The same numbers as the picture, in words. */
  readonly alt: (figures: Figures) => string;
  readonly tables: (figures: Figures) => readonly PanelTable[];
  /** An `<svg>` with width, height and viewBox, finished: no script, no external reference. */
  readonly Picture: (props: PictureProps) => ComponentChild;
  /** The fine print: n, base, interval, source, date. */
  readonly finePrint: (figures: Figures) => string;
}

export function definePanel(panel: PanelDefinition): PanelDefinition {
  return panel;
}
