/** A chapter for somebody else's page: the code that shows it there, and the sentence with what it stands on. */

import { dayInWords } from '../draw/edition.ts';
import type { Figure } from '../records.ts';
import type { Edition, EditionPanel } from './edition.ts';

export interface Citation {
  readonly edition: Edition;
  readonly panel: EditionPanel;
  /** Address at which the edition lies, with a slash at its end; "" for paths relative to it. */
  readonly address: string;
}

/**
 * HTML to paste into a page: the picture with its words for those who cannot see it, a link to the chapter, and the credit.
 * No script and no frame, so that any system for pages takes it.
 */
export function embedCode(
  { edition, panel, address }: Citation,
  size: { readonly widthPx: number; readonly heightPx: number },
): string {
  const chapter = escaped(`${address || 'index.html'}#${panel.id}`);
  const picture = escaped(`${address}panels/${panel.id}.svg`);
  return `<figure style="margin:0">
  <a href="${chapter}"><img src="${picture}" width="${size.widthPx}" height="${size.heightPx}" loading="lazy"
    style="max-width:100%;height:auto" alt="${escaped(panel.alt)}"></a>
  <figcaption>${escaped(asSentence(panel.takeaway))} <a href="${chapter}">${escaped(edition.title)}</a>,
    ${escaped(`edition of ${dayInWords(edition.as_of)}`)}.
    <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a></figcaption>
</figure>
`;
}

/** The takeaway, who was asked or counted, where it comes from, and how to cite it: plain text. */
export function citedSentence({ edition, panel, address }: Citation, figures: readonly Figure[]): string {
  const behind = figures
    .filter((figure) => figure.rows.length > 0)
    .map((figure) => {
      const sources = figure.sources.map(({ publisher, title, date }) => `${publisher || title}, ${date}`);
      const from = sources.length > 0 ? ` Source: ${sources.join('; ')}.` : '';
      return `- ${figure.title} (${figure.id}): ${asSentence(figure.base)}${from}`;
    });
  const chapter = panel.number === null ? '' : `, chapter ${panel.number}`;
  const where = address === '' ? '' : ` ${address}#${panel.id}.`;
  return `${asSentence(panel.takeaway)}

What stands behind it:
${behind.join('\n')}

To cite: Auscult, "${edition.title}", edition of ${dayInWords(edition.as_of)}${chapter}.${where} CC BY 4.0.
`;
}

const asSentence = (text: string) => (/[.!?]$/.test(text) ? text : `${text}.`);

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

const escaped = (text: string) => text.replace(/[&<>"]/g, (sign) => ENTITIES[sign]);
