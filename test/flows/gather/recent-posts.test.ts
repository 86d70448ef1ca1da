import { expect, test } from 'vitest';
import { RecentPosts } from '../../../src/flows/gather/recent-posts.ts';
import { seededRandom } from '../../simulators/random.ts';

test('tells new, repeated and changed posts apart as a map would', () => {
  const recent = new RecentPosts(1 << 12);
  const map = new Map<number, number>();
  const random = seededRandom(9);
  for (let step = 0; step < 20_000; step += 1) {
    const id = random.below(1000) * 4096 + random.below(2) * 2 ** 40;
    const version = random.below(3);
    const known = map.get(id);
    const changed = known === undefined ? 'new' : 'changed';
    expect(recent.see(id, version)).toBe(known === version ? 'repeat' : changed);
    map.set(id, version);
  }
});

test('a post of an earlier run is a repeat in whatever version it comes first', () => {
  const recent = new RecentPosts(1 << 8);
  recent.recall(5);
  expect([recent.see(5, 77), recent.see(5, 77), recent.see(5, 78)]).toEqual(['repeat', 'repeat', 'changed']);
});

test('memory is bounded: the last generation is remembered, the one before the last is not', () => {
  const recent = new RecentPosts(1 << 8);
  for (let id = 0; id < 1000; id += 1) recent.see(id, 0);
  expect(recent.see(990, 0)).toBe('repeat');
  expect(recent.see(3, 0)).toBe('new');
});
