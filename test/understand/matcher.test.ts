import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildMatcher, createMatchList, type Match } from '../../src/understand/matcher.ts';
import { createTokeniser, type Tokeniser } from '../../src/understand/text.ts';
import { type Tokens, tokenText } from '../../src/understand/tokens.ts';

const tokenise = createTokeniser();

function found(phrases: readonly string[], text: string): string[] {
  return buildMatcher(phrases)
    .match(tokenise(text))
    .map(({ phrase }) => phrases[phrase]);
}

describe('matching', () => {
  test('whole words only', () => {
    expect(found(['cold'], 'scolded by a cold-hearted cold. Colds')).toEqual(['cold', 'cold']);
  });

  test('leftmost longest, and on from there', () => {
    const phrases = ['heart', 'heart attack', 'attack of nerves', 'nerves'];
    expect(found(phrases, 'a heart attack of nerves')).toEqual(['heart attack', 'nerves']);
    expect(found(phrases, 'a heart, attack of nerves')).toEqual(['heart', 'attack of nerves']);
  });

  test('a path that leads nowhere falls back to the longest phrase on it', () => {
    expect(found(['type', 'type 2 diabetes mellitus'], 'type 2 diabetes today')).toEqual(['type']);
  });

  test('positions are those of the tokens', () => {
    const [match] = buildMatcher(['sore throat']).match(tokenise('Day two: sore throat'));
    expect(match).toEqual({ phrase: 0, first: 2, last: 3 });
  });

  test('of equal phrases the first is reported; a phrase without a word never', () => {
    const matcher = buildMatcher(['--', 'Flu', 'flu', 'FLU!']);
    expect(matcher.match(tokenise('-- flu --')).map(({ phrase }) => phrase)).toEqual([1]);
  });

  test('columns grow with the matches', () => {
    const list = createMatchList(1);
    const matcher = buildMatcher(['flu']);
    expect(matcher.matchInto(tokenise('flu '.repeat(500)), list)).toBe(500);
    expect([...list.first.subarray(0, 3)]).toEqual([0, 1, 2]);
  });
});

describe('the naive search finds the same', () => {
  const word = fc.constantFrom('a', 'b', 'c', 'ab', 'ba', 'é', "d'or", '7', '😷', '中');
  const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((words) => words.join(' '));
  const text = fc
    .array(fc.oneof(word, fc.constantFrom(',', 'x', 'B')), { maxLength: 40 })
    .map((words) => words.join(' '));

  test('on random phrases and texts', () => {
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 12 }), text, (phrases, sample) => {
        expect(buildMatcher(phrases).match(tokenise(sample))).toEqual(naive(phrases, tokenise(sample)));
      }),
      { numRuns: 1500 },
    );
  });

  test('also when most words share a hash', () => {
    const colliding: Tokeniser = (sample) => {
      const tokens = tokenise(sample);
      for (let index = 0; index < tokens.count; index += 1) tokens.hash[index] &= 1;
      return tokens;
    };
    fc.assert(
      fc.property(fc.array(phrase, { maxLength: 12 }), text, (phrases, sample) => {
        const matches = buildMatcher(phrases, colliding).match(colliding(sample));
        expect(matches).toEqual(naive(phrases, tokenise(sample)));
      }),
      { numRuns: 1500 },
    );
  });
});

/** Tries every phrase at every token. */
function naive(phrases: readonly string[], tokens: Tokens): Match[] {
  const words = Array.from({ length: tokens.count }, (_, index) => tokenText(tokens, index));
  const split = createTokeniser();
  const wanted = phrases.map((phrase) => {
    const folded = split(phrase);
    return Array.from({ length: folded.count }, (_, index) => tokenText(folded, index));
  });
  const matches: Match[] = [];
  for (let first = 0; first < words.length; first += 1) {
    let best = -1;
    for (const [index, sought] of wanted.entries()) {
      const here = sought.length > 0 && sought.every((word, offset) => words[first + offset] === word);
      if (here && (best < 0 || sought.length > wanted[best].length)) best = index;
    }
    if (best < 0) continue;
    const last = first + wanted[best].length - 1;
    matches.push({ phrase: best, first, last });
    first = last;
  }
  return matches;
}

test('100,000 phrases take under 100 MB of tables', () => {
  const phrases = Array.from({ length: 100_000 }, (_, index) => `word${index % 7919} of kind${index}`);
  expect(buildMatcher(phrases).bytes).toBeLessThan(100e6);
});

test('four times the text takes about four times as long, whatever it repeats', () => {
  const matcher = buildMatcher(['a a a a a a a a b', 'a a a a c', 'a']);
  const time = (count: number): number => {
    const tokens = createTokeniser()('a '.repeat(count));
    const list = createMatchList(count);
    return Math.min(
      ...[1, 2, 3, 4, 5].map(() => {
        const start = process.cpuUsage();
        matcher.matchInto(tokens, list);
        const { user, system } = process.cpuUsage(start);
        return (user + system) / 1000;
      }),
    );
  };
  expect(time(200_000) / Math.max(time(50_000), 4)).toBeLessThan(11);
});

test('phrases without words take no room from the others', () => {
  const phrases = [...Array.from({ length: 1000 }, () => '--'), 'sore throat today', 'sore throat'];
  expect(found(phrases, 'a sore throat today')).toEqual(['sore throat today']);
});
