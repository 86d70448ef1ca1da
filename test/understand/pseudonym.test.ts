import { createHmac, createSecretKey } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accountPseudonym, postPseudonym } from '../../src/understand/pseudonym.ts';

const hmac = (secret: Uint8Array, text: string) =>
  createHmac('sha256', secret).update(text, 'utf8').digest('hex').slice(0, 32);

test('a keyed name is the HMAC-SHA-256 of node:crypto, whatever the key and the id', () => {
  const keys = fc.uint8Array({ minLength: 1, maxLength: 200 });
  const ids = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: 'grapheme', minLength: 300, maxLength: 2000 }),
  );
  fc.assert(
    fc.property(keys, ids, (key, id) => {
      const named = hmac(key, `bluesky:post:${id.trim()}`);
      expect(postPseudonym(key, 'bluesky', id)).toBe(named);
      expect(postPseudonym(createSecretKey(key), 'bluesky', id)).toBe(named);
    }),
    { seed: 20, numRuns: 500 },
  );
});

test('bytes that are written over are another key, and one key does not answer for another', () => {
  const bytes = new Uint8Array(32).fill(1);
  const key = createSecretKey(bytes);
  const first = accountPseudonym(bytes, 'x', 'Some_One');
  bytes.fill(2);
  const second = accountPseudonym(bytes, 'x', 'Some_One');
  expect(first).toBe(hmac(new Uint8Array(32).fill(1), 'x:some_one'));
  expect(second).toBe(hmac(new Uint8Array(32).fill(2), 'x:some_one'));
  expect(accountPseudonym(key, 'x', '@some_one')).toBe(first);
});
