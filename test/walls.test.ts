import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, test } from 'vitest';

/** Records walk left to right; a room may import from itself and from rooms to its left. */
const ROOMS = ['gather', 'understand', 'keep', 'measure', 'draw', 'publish'];
/** Ground floor: any room may stand on these. */
const GROUND = ['records.ts', 'errors.ts', 'counted.ts', 'assembled.ts', 'states.ts', 'states-population.ts'];
const SRC = resolve(import.meta.dirname, '../src');

const sources = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.tsx?$/.test(file))
  .map((file) => join(SRC, file));

/** Files within src/ that `file` imports, and packages by name. */
function importsOf(file: string): { local: string[]; packages: string[] } {
  const text = readFileSync(file, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'([^']+)'/g)].map((match) => match[1]);
  return {
    local: specifiers.filter((s) => s.startsWith('.')).map((s) => relative(SRC, resolve(dirname(file), s))),
    packages: specifiers.filter((s) => !s.startsWith('.')),
  };
}

const roomOf = (path: string) => path.split('/')[0];

test('no room imports from a room to its right, from flows or from the command line', () => {
  const wrong = sources.flatMap((file) => {
    const here = ROOMS.indexOf(roomOf(relative(SRC, file)));
    if (here < 0) return [];
    return importsOf(file)
      .local.filter((target) => !target.startsWith('..'))
      .filter((target) => {
        if (GROUND.includes(target)) return false;
        const there = ROOMS.indexOf(roomOf(target));
        return there < 0 || there > here;
      })
      .map((target) => `${relative(SRC, file)} imports ${target}`);
  });
  expect(wrong).toEqual([]);
});

test('drawing never sees the store, and only keep/ knows the engine', () => {
  const wrong = sources.flatMap((file) => {
    const path = relative(SRC, file);
    const { local, packages } = importsOf(file);
    const engine = packages.filter((name) => name === 'chdb' || name.startsWith('@clickhouse/'));
    return [
      ...(roomOf(path) === 'keep' ? [] : engine.map((name) => `${path} imports ${name}`)),
      ...(roomOf(path) === 'draw' ? local.filter((target) => roomOf(target) === 'keep') : []).map(
        (target) => `${path} imports ${target}`,
      ),
    ];
  });
  expect(wrong).toEqual([]);
});

test('statistics, understanding and drawing are pure: no clock, no random, no network, no process', () => {
  const pure = sources.filter((file) => /^(understand|draw|measure\/statistics)\//.test(relative(SRC, file)));
  expect(pure.length).toBeGreaterThan(0);
  const wrong = pure.flatMap((file) => {
    const text = readFileSync(file, 'utf8');
    return [/\bDate\.now\(/, /\bnew Date\(\)/, /\bMath\.random\(/, /\bfetch\(/, /\bprocess\.(env|argv|exit)/]
      .filter((pattern) => pattern.test(text))
      .map((pattern) => `${relative(SRC, file)} uses ${pattern.source}`);
  });
  expect(wrong).toEqual([]);
});
