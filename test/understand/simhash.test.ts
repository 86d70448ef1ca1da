import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hammingDistance, simhash } from '../../src/understand/simhash.ts';

const bits = (text: string) => {
  const hash = simhash(text);
  if (!hash) throw new Error(`"${text}" has no hash`);
  return (BigInt(hash[0]) << 32n) | BigInt(hash[1]);
};

test('the distance is the number of ones of the exclusive or, counted by another way', () => {
  for (const [a, b] of [
    [0n, 0n],
    [0xffffffffffffffffn, 0n],
    [0x8000000000000001n, 0x1n],
    [bits('five words make a hash here'), bits('and these are seven quite other words')],
  ] as const)
    expect(hammingDistance(a, b)).toBe((a ^ b).toString(2).replaceAll('0', '').length);
});

test('case, addresses and handles make no copy different; other words do', () => {
  const text = 'Get your influenza vaccine at any pharmacy in the county this week';
  expect(
    hammingDistance(bits(text), bits(`${text.toUpperCase()} https://example.org/x?id=9 @someone.example`)),
  ).toBe(0);
  expect(
    hammingDistance(bits(text), bits('My train is late again and nobody at the station knows why')),
  ).toBeGreaterThan(10);
});

test('a text of fewer than five words is not compared', () => {
  expect(simhash('so tired of this')).toBeNull();
  expect(simhash('')).toBeNull();
  expect(simhash('so tired of this https://example.org/a')).toBeNull();
});

/** The same by texts alone: words and pairs are cut out, and each bit of each hash is counted by itself. */
function simhashOfTexts(text: string): readonly [number, number] | null {
  const words =
    text
      .replace(/https?:\/\/\S+|@[\w.-]+/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  if (words.length < 5) return null;
  const voters = words
    .flatMap((word, at) => (at === 0 ? [word] : [word, `${words[at - 1]} ${word}`]))
    .slice(0, 255);
  const hashes = voters.map(hashOfText);
  const bit = (half: 0 | 1, place: number) =>
    hashes.filter((hash) => (hash[half] & (1 << place)) !== 0).length * 2 > voters.length;
  const halfOf = (half: 0 | 1) =>
    Array.from({ length: 32 }, (_, place) => (bit(half, place) ? 2 ** place : 0)).reduce((a, b) => a + b);
  return [halfOf(0), halfOf(1)];
}

function hashOfText(text: string): readonly [number, number] {
  let high = 0x811c9dc5;
  let low = 0x9e3779b9;
  for (let at = 0; at < text.length; at += 1) {
    high = Math.imul(high ^ text.charCodeAt(at), 0x01000193);
    low = Math.imul(low ^ text.charCodeAt(at), 0x85ebca6b);
    low ^= low >>> 13;
  }
  const finish = (value: number) => {
    const first = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
    const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
    return second ^ (second >>> 16);
  };
  const first = finish(high);
  return [first, finish(low ^ Math.imul(first, 0xc2b2ae35))];
}

test('any text has the hash that its words and pairs give when each is cut out', () => {
  const pieces = fc.constantFrom(
    ...'aZé９ß İ Σ𐐀𝔘😀\ud800\udc00 @/.:-_\n  '.split(''),
    'https://',
    'http',
    ' @a.b ',
    'word ',
    'ΣΑΣ ',
  );
  const texts = fc.oneof(
    fc.array(pieces, { maxLength: 400 }).map((parts) => parts.join('')),
    fc
      .array(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), { maxLength: 200 })
      .map((parts) => parts.join(' ')),
  );
  fc.assert(
    fc.property(texts, (text) => {
      expect(simhash(text)).toEqual(simhashOfTexts(text));
    }),
    { seed: 20, numRuns: 2000 },
  );
});
