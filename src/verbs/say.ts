/** How verbs speak: progress on stderr, results on stdout, JSON on request. */

import { printable } from '../terminal.ts';

/** A line of progress. It goes to stderr, so that stdout stays for the result. */
export function say(line: string): void {
  console.error(printable(line));
}

/** The result of a verb: lines for people, or one JSON document for programs. */
export function answer(lines: readonly string[], document: unknown, asJson: boolean | undefined): void {
  console.log(asJson ? JSON.stringify(document, null, 2) : printable(lines.join('\n')));
}
