/**
 * Sentences whose numbers know where they come from. Headlines, fine print and alternative texts are made of them, so that
 * every number on the page can point at its figure row, and the same sentence can be had as plain text.
 */

export interface Cited {
  readonly text: string;
  /** `FIGURE/ROW` of the number. */
  readonly figure: string;
}

/** A sentence: plain text, or pieces of it with the numbers cited. */
export type Words = string | readonly (string | Cited)[];

/** One cited number, for use among the pieces of a sentence. */
export function cite(text: string | number, figureId: string, rowId: string): Cited {
  return { text: String(text), figure: `${figureId}/${rowId}` };
}

/** The sentence as plain text. */
export function plain(words: Words): string {
  if (typeof words === 'string') return words;
  return words.map((piece) => (typeof piece === 'string' ? piece : piece.text)).join('');
}

/** Several sentences as one, with a space between. */
export function joinWords(...sentences: readonly Words[]): Words {
  return sentences
    .filter((words) => plain(words) !== '')
    .flatMap((words, index) => [
      ...(index > 0 ? [' '] : []),
      ...(typeof words === 'string' ? [words] : words),
    ]);
}

/**
 * The pieces of a sentence line by line, for a sentence that was broken into `lines` (of its plain text, joined by single
 * spaces). Cited numbers keep their citation; one that is broken over two lines is cited on both.
 */
export function piecesByLine(
  words: Words,
  lines: readonly string[],
): readonly (readonly (string | Cited)[])[] {
  const pieces = (typeof words === 'string' ? [words] : words).map((piece) => ({
    text: (typeof piece === 'string' ? piece : piece.text).replace(/\s+/g, ' '),
    figure: typeof piece === 'string' ? null : piece.figure,
  }));
  let lineStart = 0;
  return lines.map((line) => {
    const lineEnd = lineStart + line.length;
    let pieceStart = 0;
    const found: (string | Cited)[] = [];
    for (const { text, figure } of pieces) {
      const from = Math.max(lineStart, pieceStart);
      const to = Math.min(lineEnd, pieceStart + text.length);
      if (from < to) {
        const part = text.slice(from - pieceStart, to - pieceStart);
        found.push(figure === null ? part : { text: part, figure });
      }
      pieceStart += text.length;
    }
    lineStart = lineEnd + 1;
    return found;
  });
}
