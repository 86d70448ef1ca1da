import { existsSync } from 'node:fs';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { checkMethods } from '../../checks/methods.ts';
import { STATISTICS_TABLES } from '../../checks/tables/statistics.ts';

const FOLDER = resolve(import.meta.dirname, '../../../shared/methods');

for (const { file, check } of STATISTICS_TABLES)
  test.skipIf(!existsSync(resolve(FOLDER, file)))(`${file} holds in every case`, async () => {
    const result = await check?.(FOLDER);
    expect(result?.misses).toEqual([]);
    expect(result?.total).toBeGreaterThan(0);
  });

test.skipIf(!existsSync(FOLDER))(
  'one wrong digit in one table is a miss, and an unreadable table too',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'auscult-tables-'));
    const lines: string[] = [];
    for (const file of ['wilson.csv', 'newcombe.json']) await cp(join(FOLDER, file), join(folder, file));
    expect(await checkMethods(folder, () => undefined)).toBe(true);
    const table = await readFile(join(folder, 'wilson.csv'), 'utf8');
    await writeFile(join(folder, 'wilson.csv'), table.replace('0.7934506856', '0.7934606856'));
    await writeFile(join(folder, 'newcombe.json'), '{"cases": [');
    const clean = await checkMethods(folder, (line) => lines.push(line));
    expect(clean).toBe(false);
    expect(lines).toContain('wilson.csv: 71/72');
    expect(lines).toContain('newcombe.json: 0/1');
    expect(lines).toContain('claims.json: missing');
    await rm(folder, { recursive: true });
  },
);
