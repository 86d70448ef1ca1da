// Installs what is missing, so that "npm start" and "npm test" work on a machine that has only Node 20 and npm.
// Plain JavaScript without a dependency, because nothing is installed yet when it runs.
// With --browser it also sees to a Chromium for the browser tests.

import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const mark = `${root}node_modules/.auscult-lock`;
const lock = createHash('sha256')
  .update(readFileSync(`${root}package-lock.json`))
  .digest('hex');

installPackages();
if (process.argv.includes('--browser')) installBrowser();

function installPackages() {
  if (existsSync(mark) && readFileSync(mark, 'utf8') === lock) return;
  console.log('Installing packages (once) ...');
  run(
    'npm',
    ['ci', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm could not install the packages: see its message above',
  );
  writeFileSync(mark, lock);
}

function installBrowser() {
  const places = [
    process.env.CHROME_PATH,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  if (places.some((path) => path && existsSync(path))) return;
  const onDebian = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  if (!onDebian) {
    console.error(
      'No Chromium found for the browser tests: install Chromium or Chrome and set CHROME_PATH to its program.',
    );
    process.exit(1);
  }
  console.log('Installing Chromium for the browser tests (once) ...');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-qq'], 'apt-get update failed: see its message above', env);
  run(
    'apt-get',
    ['install', '-y', '-qq', 'chromium'],
    'apt-get could not install chromium: install it and set CHROME_PATH',
    env,
  );
}

function run(command, args, remedy, env = process.env) {
  const ended = spawnSync(command, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], env });
  if (ended.status === 0) return;
  console.error(remedy);
  process.exit(1);
}
