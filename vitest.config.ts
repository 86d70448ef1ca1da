import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    // A data directory of the embedded engine belongs to one process, so every test file gets its own.
    pool: 'forks',
    // The engine and the browser each want a core to themselves on a small machine.
    maxWorkers: 2,
    // Never the keys of whoever runs the tests: the posts of all their studies bear them.
    env: { AUSCULT_KEYS: join(tmpdir(), `auscult-test-keys-${process.pid}.json`) },
    testTimeout: 60_000,
    hookTimeout: 60_000,
    reporters: ['default', ['json', { outputFile: 'coverage/vitest.json' }]],
  },
});
