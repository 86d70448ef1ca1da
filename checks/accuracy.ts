/**
 * `npm run check:accuracy -- [DIR...] [--json]`: how well the reader answers, on labelled sets in one plain format
 * (see accuracy/plain-set.ts). Without DIR the sets of ../shared/data/posts are taken, of those that the model learnt
 * from only what it never saw. With `--json` one line a set and nothing else on standard output.
 */

import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { CliError, EXIT } from '../src/errors.ts';
import { createReader, type Reader } from '../src/understand/reader.ts';
import { loadModel } from '../src/understand/relevance.ts';
import { writeSets } from './accuracy/adapters.ts';
import { type Accuracy, accuracyOf, type Answer } from './accuracy/metrics.ts';
import { type PlainSet, readPlainSet } from './accuracy/plain-set.ts';
import { measureStates, type StateAccuracy, stateTable } from './accuracy/states.ts';

const POSTS = '../shared/data/posts';
/** Groups smaller than this say too little to be printed by themselves. */
const SMALLEST_GROUP = 20;

interface Measured {
  readonly set: PlainSet;
  readonly all: Accuracy;
  readonly groups: ReadonlyMap<string, Accuracy>;
  /** Whole readings a second, one core. */
  readonly postsPerSecond: number;
}

function measure(reader: Reader, set: PlainSet, threshold: number): Measured {
  const task = set.task === 'personal' ? 'personal' : 'health';
  const answers: (Answer & { group: string })[] = set.rows.map(({ text, label, group }) => ({
    probability: reader.score(text)[task],
    label: set.positive.has(String(label)),
    group,
  }));
  const started = performance.now();
  for (const { text } of set.rows) reader.read({ text });
  const seconds = (performance.now() - started) / 1000;
  const groups = new Map<string, Accuracy>();
  for (const [group, rows] of Map.groupBy(answers, (answer) => answer.group)) {
    if (group !== '' && rows.length >= SMALLEST_GROUP) groups.set(group, accuracyOf(rows, threshold));
  }
  return {
    set,
    all: accuracyOf(answers, threshold),
    groups,
    postsPerSecond: Math.round(set.rows.length / seconds),
  };
}

function table({ set, all, groups, postsPerSecond }: Measured): string[] {
  return [
    `${set.name} (${set.task}): ${String(all.n)} posts, ${String(all.positives)} of them yes; ${String(postsPerSecond)} readings a second`,
    `  ${'group'.padEnd(28)} ${'posts'.padStart(6)} ${'yes'.padStart(6)}  ${'precision'.padEnd(21)} ${'recall'.padEnd(21)} ${'F1'.padEnd(21)} ECE    Brier`,
    accuracyLine('all', all),
    ...[...groups]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([group, accuracy]) => accuracyLine(group, accuracy)),
  ];
}

function accuracyLine(name: string, accuracy: Accuracy): string {
  const cells = [
    withInterval(accuracy.precision, accuracy.precisionInterval),
    withInterval(accuracy.recall, accuracy.recallInterval),
    withInterval(accuracy.f1, accuracy.f1Interval),
  ].map((cell) => cell.padEnd(21));
  const counts = [accuracy.n, accuracy.positives].map((count) => String(count).padStart(6));
  return `  ${name.padEnd(28)} ${counts.join(' ')}  ${cells.join(' ')} ${accuracy.ece.toFixed(3)}  ${accuracy.brier.toFixed(3)}`;
}

function withInterval(value: number | null, interval: { lower: number; upper: number } | null): string {
  if (value === null || !interval) return '-';
  return `${value.toFixed(3)} (${interval.lower.toFixed(3)}-${interval.upper.toFixed(3)})`;
}

function jsonLine({ set, all }: Measured): object {
  const { n, precision, recall, f1, ece } = all;
  return { name: set.name, task: set.task, n, precision, recall, f1, ece };
}

function jsonLineOfStates(set: PlainSet, states: StateAccuracy): object {
  const { n, precision, recall, f1, precisionA, precisionB, resolved } = states;
  return {
    name: set.name,
    task: set.task,
    n,
    precision,
    recall,
    f1,
    // The rules for places give a tier, not a probability: there is nothing to calibrate.
    ece: null,
    precision_a: precisionA,
    precision_b: precisionB,
    resolved,
  };
}

export function checkAccuracy(
  folders: readonly string[],
  asJson: boolean,
  say: (line: string) => void,
): void {
  const reader = createReader();
  const { heads } = loadModel();
  for (const folder of folders) {
    const set = readPlainSet(folder);
    if (set.task === 'state') {
      const states = measureStates(reader, set);
      if (asJson) say(JSON.stringify(jsonLineOfStates(set, states)));
      else for (const line of stateTable(set, states)) say(line);
      continue;
    }
    const measured = measure(reader, set, heads[set.task].threshold);
    if (asJson) say(JSON.stringify(jsonLine(measured)));
    else for (const line of [...table(measured), '']) say(line);
  }
}

function main(argv: readonly string[]): void {
  const asJson = argv.includes('--json');
  const named = argv.filter((argument) => !argument.startsWith('--')).map((folder) => resolve(folder));
  const say = (line: string) => {
    console.log(line);
  };
  if (named.length > 0) {
    checkAccuracy(named, asJson, say);
    return;
  }
  if (!existsSync(POSTS)) {
    throw new CliError(
      `no labelled sets at ${resolve(POSTS)}: name folders with set.json and posts.ndjson`,
      EXIT.usage,
    );
  }
  const temporary = mkdtempSync(join(tmpdir(), 'auscult-accuracy-'));
  try {
    checkAccuracy(writeSets(resolve(POSTS), temporary), asJson, say);
  } finally {
    rmSync(temporary, { recursive: true });
  }
}

if (import.meta.main) {
  try {
    main(process.argv.slice(2));
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    console.error(`check:accuracy: ${error.message}`);
    process.exitCode = error.exitCode;
  }
}
