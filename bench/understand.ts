/**
 * `npm run bench:understand -- [--json] [DATA]`: how fast a post is read, and the matcher beside ripgrep and an npm
 * automaton over the same bytes and phrases in the same run. DATA defaults to ../shared/data.
 *
 * ripgrep runs as `rg -c -F -f`: it counts the lines that hold a phrase, so the matcher is asked for the same, and both
 * must count the same. Its time for an empty file (starting up, reading the phrases, building its automaton) is left out,
 * as building is for ours. Reading stands beside JSON.parse of the same posts. Times are seconds of processor time, so that other work on the
 * machine does not count; rates are medians, taken in turns.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import AhoCorasick from 'modern-ahocorasick';
import { tagFoldedLines } from '../src/understand/matcher-folded.ts';
import { createLineTagger } from '../src/understand/matcher-quick.ts';
import { buildTables, tableBytes } from '../src/understand/matcher-tables.ts';
import { createReader } from '../src/understand/reader.ts';
import { createTokeniser } from '../src/understand/text.ts';
import { foldedText } from '../src/understand/tokens.ts';
import { loadVocabulary } from '../src/understand/vocabulary/vocabulary.ts';
import { median, report } from './report.ts';
import { readLocations, readTexts, takePhrases } from './understand-texts.ts';

const ROUNDS = 5;
/** The folded corpus is repeated up to this size, so that ripgrep's own start does not count. */
const CORPUS_BYTES = 64e6;
const MARGIN = 8;

const data = resolve(
  process.argv.slice(2).find((argument) => !argument.startsWith('--')) ?? '../shared/data',
);
const texts = readTexts(join(data, 'posts'));
const vocabulary = loadVocabulary();
const scratch = mkdtempSync(join(tmpdir(), 'auscult-bench-'));
try {
  report({
    name: 'understand',
    figures: { ...measureReading(), ...measureMatching(), load_ms: measureLoading() },
  });
} finally {
  rmSync(scratch, { recursive: true });
}

/** The whole reading of every post, one thread, text, language, author and location given. */
function measureReading(): Record<string, number> {
  const reader = createReader();
  const locations = readLocations(join(data, 'posts'));
  const posts = texts.map((text, index) => ({
    text,
    languages: ['en'],
    author: { name: '', bio: '', location: locations[index % locations.length], domain: '' },
  }));
  const readAll = () => {
    for (const post of posts) reader.read(post);
  };
  // What the same processor does at the same moment with the same posts: other work on the machine slows both.
  const lines = posts.map((post) => JSON.stringify(post));
  const parseAll = () => {
    for (const line of lines) JSON.parse(line);
  };
  readAll();
  parseAll();
  const seconds: number[] = [];
  const parseSeconds: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    seconds.push(timed(readAll));
    parseSeconds.push(timed(parseAll));
  }
  const characters = texts.reduce((sum, text) => sum + text.length, 0);
  return {
    posts: posts.length,
    mean_characters: round(characters / posts.length, 1),
    posts_per_s: Math.round(posts.length / median(seconds)),
    json_parse_posts_per_s: Math.round(posts.length / median(parseSeconds)),
    read_json_parse_ratio: round(median(seconds) / median(parseSeconds), 2),
  };
}

function measureMatching(): Record<string, number> {
  const lines = foldedLines();
  const text = repeated(lines.join(''), CORPUS_BYTES);
  const corpus = join(scratch, 'corpus.txt');
  writeFileSync(corpus, text.bytes.subarray(0, text.length));
  const figures: Record<string, number> = {};
  for (const count of [1_000, 10_000, 100_000]) {
    const phrases = takePhrases(vocabulary, join(data, 'vocab'), count);
    const builds = Array.from({ length: 3 }, () => timed(() => buildTables(phrases, createTokeniser())));
    const tables = buildTables(phrases, createTokeniser());
    const tagLines = createLineTagger(tables);
    const ours: number[] = [];
    const twin: number[] = [];
    const ripgrep: number[] = [];
    const tags = new Int32Array(text.lines);
    for (let round = 0; round < ROUNDS; round += 1) {
      let tagged = 0;
      ours.push(timed(() => (tagged = tagLines(text.bytes, text.length, tags))));
      twin.push(timed(() => tagFoldedLines(tables, text.bytes, text.length, tags)));
      const theirs = countWithRipgrep(phrases, corpus);
      ripgrep.push(theirs.seconds);
      if (theirs.tagged !== tagged) {
        throw new Error(
          `${count} phrases: ${tagged} lines tagged, ripgrep ${theirs.tagged}; the benchmark compares nothing`,
        );
      }
    }
    const suffix = count === 10_000 ? '' : `_${count / 1000}k`;
    figures[`matcher_mb_s${suffix}`] = round(text.length / 1e6 / median(ours), 1);
    figures[`matcher_typescript_mb_s${suffix}`] = round(text.length / 1e6 / median(twin), 1);
    figures[`ripgrep_mb_s${suffix}`] = round(text.length / 1e6 / median(ripgrep), 1);
    figures[`matcher_ripgrep_ratio${suffix}`] = round(median(ripgrep) / median(ours), 2);
    if (count === 10_000) figures.matcher_npm_ratio = measureNpm(phrases, lines) * figures.matcher_mb_s;
    if (count === 100_000) {
      figures.automaton_100k_s = round(median(builds), 3);
      figures.automaton_100k_mb = round(tableBytes(tables) / 1e6, 1);
    }
  }
  figures.matcher_npm_ratio = round(figures.matcher_npm_ratio, 1);
  return figures;
}

/** ripgrep's time over the corpus without what it takes over an empty file, and the lines it counts. */
function countWithRipgrep(phrases: readonly string[], corpus: string): { seconds: number; tagged: number } {
  const list = join(scratch, 'phrases.txt');
  const empty = join(scratch, 'empty.txt');
  writeFileSync(list, phrases.map((phrase) => ` ${phrase} \n`).join(''));
  writeFileSync(empty, '');
  const run = (file: string): { seconds: number; output: string } => {
    // Bash tells the processor time of a child; Node does not.
    const command = 'TIMEFORMAT="%U %S"; time rg -c --no-config -F -f "$0" "$1"';
    const ended = spawnSync('bash', ['-c', command, list, file], { encoding: 'utf8' });
    if (ended.error || ended.status === 127) {
      throw new Error('bash or ripgrep did not start: install them (apt-get install ripgrep)', {
        cause: ended.error,
      });
    }
    const [user, system] = ended.stderr.trim().split(' ').map(Number);
    return { seconds: user + system, output: ended.stdout };
  };
  const start = run(empty).seconds;
  const { seconds, output } = run(corpus);
  return { seconds: seconds - start, tagged: Number(output) };
}

/** Seconds a megabyte that the npm automaton needs for the same question, on a part of the lines. */
function measureNpm(phrases: readonly string[], lines: readonly string[]): number {
  const automaton = new AhoCorasick(phrases.map((phrase) => ` ${phrase} `));
  const part = lines.slice(0, 20_000);
  const bytes = part.reduce((sum, line) => sum + Buffer.byteLength(line), 0);
  const seconds = Array.from({ length: 3 }, () =>
    timed(() => {
      for (const line of part) automaton.match(line);
    }),
  );
  return median(seconds) / (bytes / 1e6);
}

/** Vocabulary, matcher and model, in a fresh process; its modules are read already. */
function measureLoading(): number {
  const module = JSON.stringify(new URL('../src/understand/reader.ts', import.meta.url).href);
  const script =
    `const { createReader } = await import(${module}); const start = performance.now(); ` +
    'createReader(); console.log(performance.now() - start);';
  const times = Array.from({ length: ROUNDS }, () => {
    const ended = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    return Number(ended.stdout);
  });
  return round(median(times), 1);
}

/** Each text folded, as a line with a space before and after every word. */
function foldedLines(): string[] {
  const tokenise = vocabulary.createTokeniser();
  return texts
    .map((text) => foldedText(tokenise(text)))
    .flatMap((folded) => (folded === '' ? [] : [` ${folded} \n`]));
}

function repeated(part: string, least: number): { bytes: Uint8Array; length: number; lines: number } {
  const once = Buffer.from(part);
  const times = Math.ceil(least / once.length);
  const bytes = new Uint8Array(once.length * times + MARGIN);
  for (let time = 0; time < times; time += 1) bytes.set(once, time * once.length);
  return { bytes, length: once.length * times, lines: times * part.split('\n').length };
}

/** Seconds of processor time that `work` takes, the collector's and compiler's threads included. */
function timed(work: () => unknown): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1e6;
}

function round(value: number, digits: number): number {
  return Number(value.toFixed(digits));
}
