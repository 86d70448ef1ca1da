import { readFileSync, readdirSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { generatedDocs } from '../../scripts/docs.ts';
import { commandLine } from '../../src/cli.ts';
import { checkSource } from '../../src/flows/check-source.ts';
import { FIGURES } from '../../src/measure/index.ts';
import { readStudy } from '../../src/study.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const list = (path: string) => readdirSync(new URL(`../../${path}`, import.meta.url));

test('the pages made from the code are those in the repository (npm run docs)', async () => {
  for (const [path, text] of await generatedDocs()) expect(read(path), path).toBe(text);
});

test('every verb has a line in docs/cli.md and an example in its help', () => {
  const page = read('docs/cli.md');
  for (const verb of commandLine().commands) {
    expect(page, verb.name()).toContain(`\`${verb.name()}`);
    let help = '';
    verb.configureOutput({ writeOut: (text) => (help += text) });
    verb.outputHelp();
    expect(help, verb.name()).toMatch(/Examples?:/);
  }
});

test('every file of figures/ is listed in the index of its room', () => {
  const index = read('src/measure/index.ts');
  for (const file of list('src/measure/figures')) expect(index).toContain(`./figures/${file}`);
  expect(new Set(FIGURES.map((figure) => figure.id)).size).toBe(FIGURES.length);
});

test('every dependency has its line in docs/dependencies.md', () => {
  const page = read('docs/dependencies.md');
  const { dependencies, devDependencies, optionalDependencies } = JSON.parse(read('package.json')) as Record<
    string,
    Record<string, string>
  >;
  const names = Object.keys({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  );
  expect(names.filter((name) => !page.includes(name))).toEqual([]);
});

test('links within the docs lead somewhere', () => {
  const pages = [
    'README.md',
    'CONTRIBUTING.md',
    ...list('docs')
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];
  const broken = pages.flatMap((page) => {
    const base = new URL(`../../${page}`, import.meta.url);
    return [...read(page).matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1])
      .filter((target) => {
        try {
          readFileSync(new URL(target, base));
          return false;
        } catch {
          return true;
        }
      })
      .map((target) => `${page}: ${target}`);
  });
  expect(broken).toEqual([]);
});

test.each(['README.md', 'docs/study.md'])(
  'the study that %s shows can be read as it stands',
  async (page) => {
    const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(read(page)) ?? [];
    const folder = await mkdtemp(join(tmpdir(), 'auscult-docs-'));
    await writeFile(join(folder, 'auscult.yaml'), yaml);
    expect((await readStudy(folder, checkSource)).sources.length).toBeGreaterThan(1);
    await rm(folder, { recursive: true });
  },
);

test('every verb that the docs name is one', () => {
  const verbs = new Set(commandLine().commands.map((verb) => verb.name()));
  const pages = [
    'README.md',
    ...list('docs')
      .filter((file) => file.endsWith('.md'))
      .map((file) => `docs/${file}`),
  ];
  const wrong = pages.flatMap((page) =>
    [...read(page).matchAll(/(?:npm run (?:--silent )?auscult -- |`auscult )([a-z-]+)/g)]
      .map(([, verb]) => verb)
      .filter((verb) => !verbs.has(verb))
      .map((verb) => `${page}: ${verb}`),
  );
  expect(wrong).toEqual([]);
});
