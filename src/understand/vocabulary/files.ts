/** The files of the shipped vocabulary, read once; other files may be given in their place. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface VocabularyFile {
  /** As it is named in errors. */
  readonly file: string;
  readonly text: string;
}

export interface VocabularyFiles {
  /** Written by hand, one a group. */
  readonly groups: readonly VocabularyFile[];
  /** Made by scripts/grow-vocabulary.ts from open ontologies. */
  readonly grown: readonly VocabularyFile[];
  /** Named lists of neighbour words. */
  readonly contexts: string;
  /** Frequent words, the most frequent first, for cutting hashtags. */
  readonly words: string;
}

export function shippedFiles(folder: string = import.meta.dirname): VocabularyFiles {
  return {
    groups: readFolder(join(folder, 'groups')),
    grown: readFolder(join(folder, 'grown')),
    contexts: readFileSync(join(folder, 'contexts.txt'), 'utf8'),
    words: readFileSync(join(folder, 'words.txt'), 'utf8'),
  };
}

/** The text files of a folder in the order of their names, so that phrases keep their numbers everywhere. */
function readFolder(folder: string): VocabularyFile[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .sort()
    .map((name) => ({ file: name, text: readFileSync(join(folder, name), 'utf8') }));
}
