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
