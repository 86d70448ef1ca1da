/** The words of the repository's own study, for tests of page and poster. */

import type { EditionWords } from '../../src/draw/edition.ts';

export const EDITION: EditionWords = {
  title: 'Health care and social media',
  subtitle:
    'What patients say, whom they trust, and where hospitals are found. The sheet of 2013, and since then.',
  credit: 'Auscult, from published figures and public registries',
  as_of: '2026-06-30',
};
