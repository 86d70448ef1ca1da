/**
 * The quick ways of reading beside the plain ones: prose counted by patterns, and patterns tried whatever words a text
 * holds. On texts made of awkward pieces, and on real ones where they are at hand.
 */

import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CUE, SIGN, type Traits, traitsOf } from '../../src/understand/identifier-traits.ts';
import { findIdentifiers } from '../../src/understand/identifiers.ts';
import { practicesOf } from '../../src/understand/practices.ts';
import { readability } from '../../src/understand/readability.ts';
import { syllables } from '../../src/understand/syllables.ts';
import { createTokeniser } from '../../src/understand/text.ts';

const TWEETS = '../shared/data/posts/general_tweeteval/sentiment/test_text.txt';
const COUNT = Number(process.env.EQUALITY_TEXTS ?? 4000);

const tokenise = createTokeniser();

const NOT_WORDS = /(?:https?:\/\/|www\.)\S+|[@#][\p{L}\p{N}_.@-]+/gu;
const ABBREVIATION =
  /\b(?:Dr|Mr|Mrs|Ms|Prof|St|Jr|Sr|vs|etc|approx|e\.g|i\.e|U\.S|a\.m|p\.m|No|Inc|Dept)\./gi;
const SENTENCE_END = /[.!?]+|\n+|[\p{Extended_Pictographic}\uFE0F\u200D]+/u;
const WORD = /[\p{L}\p{N}]+(?:['\u2019-][\p{L}\p{N}]+)*/gu;

function countByPatterns(text: string): { sentences: number; words: number; syllables: number } {
  const prose = text
    .replace(NOT_WORDS, ' ')
    .replace(ABBREVIATION, (match) => match.replaceAll('.', ''))
    .replace(/(\d)[.,](?=\d)/g, '$1');
  const parts = prose.split(SENTENCE_END).map((part): readonly string[] => part.match(WORD) ?? []);
  const words = parts.flat();
  return {
    sentences: parts.filter((part) => part.length > 0).length,
    words: words.length,
    syllables: words.reduce((sum, word) => sum + syllables(word), 0),
  };
}

/** The same with every cue given: how many digits a text needs is a rule, what words it needs follows from the pattern. */
const withAllCues = (traits: Traits): Traits => ({
  ...traits,
  cues: Object.values(CUE).reduce((bits, bit) => bits | bit, 0),
  hashSigns: 1000,
  signs:
    traits.signs |
    SIGN.equals |
    SIGN.at |
    SIGN.atInWord |
    SIGN.capital |
    SIGN.title |
    SIGN.oneBeforeSlash |
    SIGN.myKin,
});

const PIECES = [
  ...['Dr.', 'e.g.', 'i.e.g.', 'No.', 'Smith', 'approx.', 'U.S.', 'a.m', 'p.m.', 'etc', 'St', 'Main St'],
  ...[
    'http://',
    'https://a.b/c?id=3',
    'www.',
    'www.x.org',
    '@',
    '#',
    '#tag',
    '@a.b',
    '@x.com',
    '/user/',
    '=',
  ],
  ...[
    '1',
    '2',
    '3.5',
    '1,000',
    '12',
    '5th',
    '90',
    '93 years old',
    '36001',
    '555-201-3344',
    'born 5/6',
    '1/5',
  ],
  ...[
    '.',
    ',',
    '!',
    '?',
    '\n',
    ' ',
    '-',
    '_',
    "'",
    '\u2019',
    '\u2026',
    '\u00A0',
    '\u200D',
    '\u0301',
    '\ud83d',
  ],
  ...[
    'h',
    'w',
    'ht',
    'x',
    'A',
    'y',
    '\u00e9',
    '\u00c9.',
    '\u00bd',
    '\u6587',
    '\u017F',
    '\u212A',
    '\u{1F489}',
    '\u00a9',
  ],
  ...[
    'a thread',
    '\u{1F9F5}',
    'thre\u00c9',
    'with permission',
    'shared with permi\u017Fsion',
    'in her own words',
  ],
  // What a tokeniser takes for one thing and a pattern for another.
  ...[
    '@account',
    '#account',
    '#chArt:',
    '#mystory',
    "l'account",
    'my\u3000son',
    'x.Dr Smith',
    's/n',
    'S/N:',
    '/patients/',
    '&card;',
    'ssn;',
    'boxe\u017F',
    'sooooo',
    'accccc',
    '12345',
    'of May',
    '\u2026/user/5',
    'xwww.',
    'whttp://',
    "don't",
    'rock-n-roll',
    'US-based',
    'naïve',
  ],
  ...['my', 'My', ' son ', 'Bob', 'Mi', 'Prof', 'name is', 'MRN', 'ssn', 'may', 'P.O. Box 12', 'AL', 'zip'],
];

function madeTexts(count: number): string[] {
  let state = 7;
  const below = (limit: number) => {
    state = (Math.imul(state, 1103515245) + 12345) >>> 0;
    return (state >>> 8) % limit;
  };
  return Array.from({ length: count }, () =>
    Array.from(
      { length: 1 + below(14) },
      () => `${PIECES[below(PIECES.length)]}${below(3) === 0 ? ' ' : ''}`,
    ).join(''),
  );
}

function expectEqual(texts: readonly string[]): void {
  for (const text of texts) {
    const tokens = tokenise(text);
    const traits = traitsOf(tokens);
    const { sentences = 0, words = 0, syllables: counted = 0 } = readability(text) ?? {};
    expect({ text, sentences, words, syllables: counted }).toEqual({ text, ...countByPatterns(text) });
    const identifiers = findIdentifiers(text, withAllCues(traits));
    expect({ text, identifiers: findIdentifiers(text, traits) }).toEqual({ text, identifiers });
    const post = { text, tokens, media: [], isReply: false, linkTypes: [], language: 'en', localHour: null };
    expect({ text, found: practicesOf({ ...post, traits }) }).toEqual({
      text,
      found: practicesOf({ ...post, traits: withAllCues(traits) }),
    });
  }
}

test('texts made of awkward pieces are read as the patterns read them', () => {
  expectEqual(madeTexts(COUNT));
});

test.skipIf(!existsSync(TWEETS))('so are real posts', () => {
  expectEqual(readFileSync(TWEETS, 'utf8').split('\n').slice(0, COUNT));
});
