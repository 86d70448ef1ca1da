import { expect, test } from 'vitest';
import { unwrap } from '../../../src/gather/websites/unwrap.ts';

test.each([
  [
    'https://l.facebook.com/l.php?u=https%3A%2F%2Fwww.instagram.com%2Flakemoor%2F&h=AT0',
    'https://www.instagram.com/lakemoor/',
  ],
  ['https://www.google.com/url?q=https%3A%2F%2Fx.com%2Flakemoor&sa=D', 'https://x.com/lakemoor'],
  ['https://lakemoor.example/exit?goto=www.facebook.com/lakemoor', 'www.facebook.com/lakemoor'],
])('%s leads to %s', (url, target) => {
  expect(unwrap(url)).toBe(target);
});

test.each([
  'https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fwww.instagram.com%2Flakemoor',
  'https://twitter.com/intent/tweet?url=https%3A%2F%2Fx.com%2Flakemoor',
  'https://lakemoor.example/search?q=facebook',
  'https://lakemoor.example/exit?url=https%3A%2F%2Fwww.cdc.gov%2Fflu',
  'https://www.facebook.com/lakemoor?ref=https://x.com/other',
])('%s stays as it is', (url) => {
  expect(unwrap(url)).toBe(url);
});
