/** One spelling for the names of places, whoever wrote them. */

const MARKS = /\p{M}+/gu;
/** Shortened in the lists and in what people write alike. */
const SHORT: Readonly<Record<string, string>> = { saint: 'st', sainte: 'ste', fort: 'ft', mount: 'mt' };

/** Lower case without marks, apostrophes and dots; hyphens are spaces; `saint` is `st`, `fort` is `ft`, `mount` is `mt`. */
export function foldPlace(name: string): string {
  return name
    .normalize('NFKD')
    .replace(MARKS, '')
    .toLowerCase()
    .replace(/['\u2018\u2019\u02bb\u02bc`.]/g, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .map((word) => SHORT[word] ?? word)
    .join(' ');
}
