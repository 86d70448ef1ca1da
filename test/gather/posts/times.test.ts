import { expect, test } from 'vitest';
import { readMappedTime } from '../../../src/gather/mapping.ts';
import { postedTime, readTime } from '../../../src/gather/posts/post-times.ts';

const iso = (value: unknown) => {
  const time = readTime(value);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
};

test('times in every form that networks write', () => {
  // Worked out with GNU date.
  expect(iso('2026-06-20T10:00:00.123456Z')).toBe('2026-06-20T10:00:00.123Z');
  expect(iso('2026-06-20 10:00:00')).toBe('2026-06-20T10:00:00.000Z');
  expect(iso('2026-06-20 10:00:00 EDT')).toBe('2026-06-20T14:00:00.000Z');
  expect(iso('2021-12-10 15:00:00 -0500')).toBe('2021-12-10T20:00:00.000Z');
  expect(iso('2026-06-20')).toBe('2026-06-20T00:00:00.000Z');
  expect(iso(1_390_000_000)).toBe('2014-01-17T23:06:40.000Z');
  expect(iso('1390000000.0')).toBe('2014-01-17T23:06:40.000Z');
  expect(iso(1_390_000_000_000)).toBe('2014-01-17T23:06:40.000Z');
  expect(iso('Thu Apr 09 01:31:50 +0000 2015')).toBe('2015-04-09T01:31:50.000Z');
  expect(iso('Sat, 20 Jun 2026 10:00:00 GMT')).toBe('2026-06-20T10:00:00.000Z');
  for (const nothing of ['', 'yesterday', 'soon', null, {}, '12:30', '2026-06-20T10:00:00 XYZ'])
    expect(iso(nothing)).toBeNull();
  expect(new Date(readMappedTime('02.03.2020', true)).toISOString()).toBe('2020-03-02T00:00:00.000Z');
  expect(new Date(readMappedTime('02/03/2020 3:05 PM', false)).toISOString()).toBe(
    '2020-02-03T15:05:00.000Z',
  );
});

test('a time that cannot be believed gives way to the time seen', () => {
  const seen = '2026-06-20T10:00:00.000Z';
  const at = (text: string, live: boolean) => postedTime(Date.parse(text), seen, live);
  expect(at('2026-06-20T09:59:00Z', true)).toEqual({ postedAt: '2026-06-20T09:59:00.000Z' });
  expect(at('2026-06-20T10:09:00Z', true)).toEqual({ postedAt: '2026-06-20T10:09:00.000Z' });
  expect(at('2026-06-20T10:11:00Z', true)).toEqual({ postedAt: seen, timeFlag: 'future' });
  expect(at('1970-01-01T00:00:00Z', false)).toEqual({ postedAt: seen, timeFlag: 'impossible' });
  expect(at('0001-01-01T00:00:00Z', true)).toEqual({ postedAt: seen, timeFlag: 'impossible' });
  expect(at('2026-06-18T10:00:00Z', true)).toEqual({ postedAt: seen, timeFlag: 'late' });
  expect(at('2026-06-18T10:00:00Z', false)).toEqual({ postedAt: '2026-06-18T10:00:00.000Z' });
});
