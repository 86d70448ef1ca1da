import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createTokeniser } from '../../src/understand/text.ts';
import { foldedText, hashOf, SHAPE, TOKEN, type Tokens, tokenText } from '../../src/understand/tokens.ts';

const tokenise = createTokeniser();
const words = (text: string) => wordsOf(tokenise(text));

function wordsOf(tokens: Tokens): string[] {
  return Array.from({ length: tokens.count }, (_, index) => tokenText(tokens, index));
}

function kindsOf(text: string): number[] {
  const { kind, count } = tokenise(text);
  return [...kind.subarray(0, count)];
}

describe('words', () => {
  test('case, diacritics and compatibility forms are folded', () => {
    expect(foldedText(tokenise('CÁNCER cáncer ＣＡＮＣＥＲ 𝗰𝗮𝗻𝗰𝗲𝗿 ca\u0301ncer'))).toBe(
      'cancer cancer cancer cancer cancer',
    );
    expect(foldedText(tokenise('Straße ﬁbre Łódź mañana'))).toBe('strasse fibre lodz manana');
  });

  test('a letter is kept three times at most, a digit as often as it stands', () => {
    expect(words('sooooooo sick 10000000')).toEqual(['sooo', 'sick', '10000000']);
  });

  test("inner apostrophes stay, curly or straight; a final 's goes", () => {
    expect(words("can't can’t I'm Crohn's Crohn’s 'quoted'")).toEqual([
      "can't",
      "can't",
      "i'm",
      'crohn',
      'crohn',
      'quoted',
    ]);
  });

  test('controls and marks that do not show do not part a word', () => {
    expect(words('can\u200bcer \u202ecan\u00adcer\u202c')).toEqual(['cancer', 'cancer']);
  });

  test('numbers keep their signs and are told apart', () => {
    expect(words('98.6 1,000 19 t1d')).toEqual(['98.6', '1,000', '19', 't1d']);
    expect(kindsOf('98.6 1,000 19 t1d')).toEqual([TOKEN.number, TOKEN.number, TOKEN.number, TOKEN.word]);
  });

  test('the shape of a word is remembered', () => {
    const { shape, count } = tokenise('MS Ms ms mRNA I');
    expect([...shape.subarray(0, count)]).toEqual([
      SHAPE.capitals,
      SHAPE.capitalised,
      SHAPE.lower,
      SHAPE.mixed,
      SHAPE.capitalised,
    ]);
  });
});

describe('what is not a word', () => {
  test('addresses and handles become markers', () => {
    expect(
      kindsOf('see https://t.co/aBc?d=1… www.nhs.uk/flu, t.co/x and @name.bsky.social or @a@b.org'),
    ).toEqual([
      TOKEN.word,
      TOKEN.url,
      TOKEN.pause,
      TOKEN.url,
      TOKEN.url,
      TOKEN.word,
      TOKEN.handle,
      TOKEN.word,
      TOKEN.handle,
    ]);
    expect(words('cancer.gov')).toEqual(['cancer', 'gov']);
  });

  test('a comma, a full stop and a line break are pauses; an abbreviation and a decimal are not', () => {
    expect(words('a cold, sore throat. Home\nnow')).toEqual([
      'a',
      'cold',
      ',',
      'sore',
      'throat',
      '.',
      'home',
      '.',
      'now',
    ]);
    expect(words("St. John's wort, E. coli")).toEqual(['st', 'john', 'wort', ',', 'e', 'coli']);
    expect(words('what?!! no...?')).toEqual(['what', '?', 'no', '?']);
  });

  test('emoji are tokens without skin tone and joiners', () => {
    expect(words('👩🏽‍⚕️😷😷')).toEqual(['👩', '⚕', '😷', '😷']);
  });

  test('entities that interfaces leave in are no words', () => {
    expect(words('signs &amp; symptoms &lt;3')).toEqual(['signs', 'symptoms', '3']);
  });
});

test('a second implementation by regular expressions finds the same words', () => {
  const letters = fc.constantFrom(..."aAbzZéÑüß0199  '’-_*/+ш中".split(''));
  fc.assert(
    fc.property(fc.string({ unit: letters, maxLength: 60 }), (text) => {
      expect(words(text)).toEqual(referenceWords(text));
    }),
    { numRuns: 2000 },
  );
});

/** Words by the platform's own normalising and regular expressions; knows no markers, pauses and decimals. */
function referenceWords(text: string): string[] {
  const folded = text
    .replaceAll('’', "'")
    .replaceAll('ß', 'ss')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '');
  const collapsed = folded.replace(/(\p{L})\1{3,}/gu, '$1$1$1');
  return [...collapsed.matchAll(/[\p{L}\p{N}]+(?:'[\p{L}\p{N}]+)*/gu)].map(([word]) =>
    word.replace(/(?<=.)'s$/u, ''),
  );
}

test('offsets lead back to the text, hashes are those of the folded words', () => {
  const text = 'Die Ärztin hört #LongCovid, 😷 café';
  const tokens = tokenise(text);
  const bytes = new TextEncoder().encode(text);
  const slices = Array.from({ length: tokens.count }, (_, index) =>
    new TextDecoder().decode(bytes.subarray(tokens.start[index], tokens.end[index])),
  );
  expect(slices).toEqual(['Die', 'Ärztin', 'hört', 'LongCovid', ',', '😷', 'café']);
  expect([...tokens.hash.subarray(0, tokens.count)]).toEqual(wordsOf(tokens).map(hashOf));
});

test('bytes and string give the same tokens', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 80 }), (text) => {
      const fromString = foldedText(tokenise(text));
      expect(foldedText(tokenise(new TextEncoder().encode(text)))).toBe(fromString);
    }),
  );
});

test('folded text folds to itself', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(..."aAéßI’'s19 .,!?ñ中ﬁ".split('')), maxLength: 60 }),
      (text) => {
        const plainWords = words(text).filter((word) => /^[\p{L}\p{N}]+$/u.test(word));
        const once = plainWords.join(' ');
        expect(foldedText(tokenise(once))).toBe(once);
      },
    ),
  );
});

describe('hostile text', () => {
  test.each([
    ['lone surrogates', 'a\ud800b \udfff'],
    ['null bytes', 'a\u0000b\u0000'],
    ['direction and zero-width controls', '\u202e\u2066\u200f\u200d\ufeff'],
    ['empty', ''],
    ['signs only', '#@&.#_@.…’\'"'],
    ['a stack of marks', `a${'\u0301'.repeat(5000)}b`],
    ['flags and families', '🏳️‍🌈👨‍👩‍👧‍👦🇺🇸'],
  ])('%s', (_, text) => {
    expect(() => tokenise(text)).not.toThrow();
  });

  test('any bytes at all are read, and every token lies inside them', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        const tokens = tokenise(bytes);
        for (let index = 0; index < tokens.count; index += 1) {
          expect(tokens.start[index]).toBeLessThanOrEqual(tokens.end[index]);
          expect(tokens.end[index]).toBeLessThanOrEqual(bytes.length);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each(['a', '.', '#', '@', "a'", 'a.', '中', '\u0301', '!', '1,', 'a ', '😷', '&', 'www.', '#a', 'a/'])(
    'four times %j takes about four times as long',
    (unit) => {
      const short = fastest(unit.repeat(125_000 / unit.length));
      const long = fastest(unit.repeat(500_000 / unit.length));
      // Quadratic time would give 16; the rest is room for a busy machine.
      expect(long / Math.max(short, 4)).toBeLessThan(11);
    },
  );
});

function fastest(text: string): number {
  const times = [1, 2, 3, 4, 5].map(() => {
    const start = process.cpuUsage();
    tokenise(text);
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
}
