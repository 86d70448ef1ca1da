import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { STATISTICS_TABLES } from '../../checks/tables/statistics.ts';

const FOLDER = resolve(import.meta.dirname, '../../../shared/methods');

for (const { file, check } of STATISTICS_TABLES)
  test.skipIf(!existsSync(resolve(FOLDER, file)))(`${file} holds in every case`, async () => {
    const result = await check?.(FOLDER);
    expect(result?.misses).toEqual([]);
    expect(result?.total).toBeGreaterThan(0);
  });
