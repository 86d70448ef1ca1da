import { expect, test } from 'vitest';
import { sayNowAndThen } from '../../src/flows/progress.ts';

test('a line is said when the time has come, with what holds then, and not before', () => {
  let clock = 0;
  const said: string[] = [];
  const progress = sayNowAndThen({
    everyMs: 5_000,
    say: (line) => said.push(line),
    now: () => new Date(clock),
  });
  for (clock = 0; clock <= 12_000; clock += 1_000) progress(() => `at ${clock}`);
  expect(said).toEqual(['at 5000', 'at 10000']);
});
