// Completes package-lock.json with the optional packages of other platforms.
//
// npm leaves an optional package out of the lock file when the registry at hand does not carry it, and "npm ci" then
// fails on the platforms that need it. This adds the absent entries: version, os, cpu, optional, and the integrity
// where the registry knows it. Run it after every change of a dependency: node scripts/complete-lock.mjs

import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const path = fileURLToPath(new URL('../package-lock.json', import.meta.url));
const lock = JSON.parse(readFileSync(path, 'utf8'));

const SYSTEMS = [
  'linux',
  'darwin',
  'win32',
  'freebsd',
  'openbsd',
  'netbsd',
  'sunos',
  'android',
  'aix',
  'openharmony',
];
const PROCESSORS = [
  'x64',
  'arm64',
  'arm',
  'ia32',
  'ppc64',
  's390x',
  'riscv64',
  'loong64',
  'mips64el',
  'wasm32',
];

let added = 0;
for (const [holder, entry] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(entry.optionalDependencies ?? {})) {
    if (isLocked(holder, name)) continue;
    lock.packages[`node_modules/${name}`] = describe(name, range);
    added += 1;
  }
}

if (added > 0) {
  const sorted = Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1));
  lock.packages = Object.fromEntries(sorted);
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}
console.log(`${added} optional packages of other platforms added to package-lock.json`);

function isLocked(holder, name) {
  const parts = holder.split('/node_modules/');
  for (let depth = parts.length; depth > 0; depth -= 1) {
    if (lock.packages[`${parts.slice(0, depth).join('/node_modules/')}/node_modules/${name}`]) return true;
  }
  return Boolean(lock.packages[`node_modules/${name}`]);
}

function describe(name, range) {
  const version = range.replace(/^[\^~=]/, '');
  const asked = spawnSync(
    'npm',
    ['view', `${name}@${version}`, 'os', 'cpu', 'libc', 'engines', 'dist.integrity', '--json'],
    {
      encoding: 'utf8',
    },
  );
  const known = asked.status === 0 && asked.stdout.trim() ? JSON.parse(asked.stdout) : {};
  const words = name.split(/[/-]/);
  const os = known.os ?? SYSTEMS.filter((system) => words.includes(system));
  const cpu = known.cpu ?? PROCESSORS.filter((processor) => words.includes(processor));
  return {
    version,
    ...(known['dist.integrity'] ? { integrity: known['dist.integrity'] } : {}),
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(os.length > 0 ? { os } : {}),
    ...(known.libc ? { libc: known.libc } : {}),
    optional: true,
    ...(known.engines ? { engines: known.engines } : {}),
  };
}
