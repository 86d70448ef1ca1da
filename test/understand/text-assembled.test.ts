/** The tokeniser with the help of WebAssembly beside the same without. */

import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createPlainTokeniser, createTokeniser, type Tokeniser } from '../../src/understand/text.ts';

const TWEETS = '../shared/data/posts/general_tweeteval/sentiment/test_text.txt';
const RUNS = Number(process.env.EQUALITY_TEXTS ?? 4000);

const COLUMNS = ['kind', 'shape', 'plain', 'start', 'end', 'hash', 'foldedStart', 'foldedEnd'] as const;

function read(tokenise: Tokeniser, text: string | Uint8Array): unknown {
  const tokens = tokenise(text);
  const last = tokens.count === 0 ? 0 : tokens.foldedEnd[tokens.count - 1];
  return [
    ...COLUMNS.map((name) => [name, ...tokens[name].subarray(0, tokens.count)]),
    ...tokens.folded.subarray(0, last),
  ];
}

const assisted = createTokeniser();
const plain = createPlainTokeniser();

function expectEqual(text: string | Uint8Array): void {
  expect({ text, read: read(assisted, text) }).toEqual({ text, read: read(plain, text) });
}

const piece = fc.oneof(
  fc.constantFrom(
    ...[
      ' ',
      ' ',
      ' ',
      '.',
      ',',
      '?',
      '!',
      ';',
      '\n',
      '\t',
      '"',
      '(',
      ')',
      '-',
      '_',
      '/',
      ':',
      '&',
      '&amp;',
      '#',
      '@',
    ],
    ...[
      "'",
      '\u2019',
      '\u0000',
      '\u007f',
      '\u00a0',
      '\u2026',
      '3.5',
      '1,000',
      "don't",
      "Crohn's",
      "90's",
      'e.g.',
      'U.S',
    ],
    ...[
      'aaaa',
      'SOOOOO',
      '0000',
      'A',
      'I',
      'NHS',
      'McCoy',
      'Flu',
      'flu2',
      '2',
      '\u00e9',
      '\u4e2d',
      '\u{1f637}',
    ],
    ...[
      'http://a.b/c',
      'www.x.org',
      'x.org/a',
      'https:',
      '#FluShot',
      '@bob.',
      'pneumonoultramic',
      'pneumonoultrami',
    ],
  ),
  fc.stringMatching(/^[a-zA-Z0-9]{1,18}$/),
  fc.string({ unit: 'grapheme', maxLength: 3 }),
);
const texts = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));

test('texts made of awkward pieces have the same tokens', () => {
  fc.assert(fc.property(texts, expectEqual), { numRuns: RUNS });
});

test('so have bytes that are no text, in memory that held other texts', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 80 }), expectEqual), { numRuns: RUNS });
});

test('and texts of every length, each larger than the memory of the last', () => {
  for (let size = 1; size < 400_000; size = Math.ceil(size * 1.7))
    expectEqual('Flu shots, again! '.repeat(size).slice(0, size));
});

test.skipIf(!existsSync(TWEETS))('so have real posts', () => {
  for (const text of readFileSync(TWEETS, 'utf8').split('\n').slice(0, RUNS)) expectEqual(text);
});
