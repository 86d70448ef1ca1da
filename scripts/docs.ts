/**
 * Writes the pages of docs/ that are made from the code: sources.md, figures.md, panels.md, and the schema of the
 * study file. A test makes them anew and fails when they differ: run `npm run docs` after a change.
 */

import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { PANELS } from '../src/draw/panels/index.ts';
import { SOURCES } from '../src/gather/index.ts';
import { FIGURES } from '../src/measure/index.ts';
import { studyJsonSchema } from '../src/study.ts';

const ROOT = new URL('../', import.meta.url);

/** Path within the project and content of every generated file. */
export async function generatedDocs(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([
    ['docs/sources.md', sourcesPage()],
    ['docs/figures.md', figuresPage()],
    ['docs/panels.md', panelsPage()],
    ['studies/study.schema.json', JSON.stringify(studyJsonSchema())],
  ]);
  const style = await resolveConfig(fileURLToPath(new URL('package.json', ROOT)));
  const formatted = [...pages].map(
    async ([path, text]) => [path, await format(text, { ...style, filepath: path })] as const,
  );
  return new Map(await Promise.all(formatted));
}

const MADE = 'This page is made from the code by `npm run docs`.';

function sourcesPage(): string {
  const sections = SOURCES.map((source) => {
    const { terms } = source;
    const days = terms.keepTextDays;
    let text = 'no limit is stated';
    if (days === 0) text = 'never stored';
    else if (days !== null) text = `for ${days} days at most`;
    return [
      `## \`${source.id}\``,
      `${source.title}, ${source.publisher}.${source.url ? ` <${source.url}>` : ''}`,
      [
        `- Licence or terms: ${terms.licence}${terms.url ? ` (<${terms.url}>)` : ''}`,
        ...(source.cadence === 'still' ? [] : [`- Text of posts: ${text}`]),
        ...(terms.honoursDeletions ? ['- Deletions are honoured'] : []),
        ...terms.refuses.map((sentence) => `- Refused by default: ${sentence}`),
      ].join('\n'),
    ].join('\n\n');
  });
  return ['# Sources', MADE, ...sections].join('\n\n');
}

function figuresPage(): string {
  const rows = FIGURES.map(
    (figure) =>
      `| \`${figure.id}\` | ${figure.question} | ${figure.base} | ${figure.unit} | ${figure.statistic} | ${figure.method} |`,
  );
  return [
    '# Figures',
    `${MADE} Each is a file in \`src/measure/figures/\`; methods are those of [methods.md](methods.md).`,
    ['| id | question | base | unit | statistic | method |', '|---|---|---|---|---|---|', ...rows].join('\n'),
    FIGURE_FORMAT,
  ].join('\n\n');
}

const FIGURE_FORMAT = `## As data

An edition holds each as \`figures/ID.json\`, and its rows as \`figures/ID.csv\`.

| key | what it holds |
|---|---|
| \`id\`, \`title\`, \`question\`, \`base\`, \`unit\` | as in the table above; the base may say more, by what was found |
| \`rows\` | \`id\`, \`label\`, \`value\`, \`lower\` and \`upper\` (95% interval, in the unit), \`n\`, \`decision\` (shown, hidden, flagged), \`reason\`, \`source\`, and what a figure has besides, such as \`network\` or \`date\` |
| \`sources\` | those that rows name in \`source\` |
| \`notes\` | what a reader must know beside the numbers; of a figure without rows first what to gather |
| \`state\` | the USPS code of the state that the study is about; left out where it is about a country |
| \`receipt\` | method, statistic, queries, input files with their SHA-256, versions |`;

function panelsPage(): string {
  const rows = [...PANELS].map(
    (panel) =>
      `| ${panel.number} | \`${panel.id}\` | ${panel.question} | ${panel.figures.map((id) => `\`${id}\``).join(', ')} |`,
  );
  return [
    '# Panels',
    `${MADE} Each is a file in \`src/draw/panels/\`.`,
    ['| | id | question | figures |', '|---|---|---|---|', ...rows].join('\n'),
  ].join('\n\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [path, text] of await generatedDocs()) {
    await writeFile(new URL(path, ROOT), text);
    console.log(`${path} written`);
  }
}
