/**
 * `npm run bench:gather [-- --events 5000000] [--json]`: the whole flow of posts from a file into the store, beside the
 * engine and jq reading the same file.
 *
 * (a) events in the network's own mixture; (b) posts only, each read in full. Shares and sizes come from the recording
 * in ../shared/data, texts from its posts; both are printed.
 */

import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { benchTexts, writeEvents, type FileShape } from './jetstream-file.ts';
import { report } from './report.ts';

const SHARED = resolve(import.meta.dirname, '../../shared/data');
const RECORDING = join(SHARED, 'api_fixtures/bluesky/jetstream_events_2026-07-04.jsonl');
/** jq needs minutes for millions of events; its rate shows on fewer. */
const JQ_EVENTS = 100_000;
const script = (name: string) => fileURLToPath(new URL(name, import.meta.url));

/** What one run of the flow, in a process of its own, measured. */
export interface FlowFigures {
  readonly events: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly peakRssMb: number;
  /** Resident memory after each tenth of the events. */
  readonly rssMb: readonly number[];
  readonly kept: number;
  readonly bytesPerPost: number;
}

export interface EngineFigures {
  readonly events: number;
  readonly seconds: number;
}

function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: '500000' },
      json: { type: 'boolean' },
      reader: {
        type: 'string',
        default: fileURLToPath(new URL('../src/flows/gather/health-reader.ts', import.meta.url)),
      },
    },
  });
  if (!existsSync(RECORDING)) {
    console.log(`bench:gather needs the recorded events at ${RECORDING}`);
    return Promise.resolve();
  }
  return measure(Number(values.events), values.reader);
}

async function measure(events: number, reader: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'auscult-bench-'));
  try {
    const texts = benchTexts(join(SHARED, 'posts'));
    const mixture = join(folder, 'mixture.jsonl');
    const posts = join(folder, 'posts.jsonl');
    const shape = await writeEvents(mixture, events, RECORDING, texts, false);
    const postShape = await writeEvents(posts, Math.ceil(events / 5), RECORDING, texts, true);
    describe('(a) mixture', shape);
    describe('(b) posts only', postShape);

    const engine = inProcess<EngineFigures>('gather-engine.ts', [mixture]);
    const flow = inProcess<FlowFigures>('gather-flow.ts', [
      mixture,
      join(folder, 'a'),
      reader,
      String(events),
    ]);
    const only = inProcess<FlowFigures>('gather-flow.ts', [
      posts,
      join(folder, 'b'),
      reader,
      String(postShape.events),
    ]);
    const jq = jqSeconds(mixture, Math.min(events, JQ_EVENTS));
    const rate = (figures: EngineFigures) => figures.events / figures.seconds;

    console.log(`memory after each tenth of (a), MB: ${flow.rssMb.map((mb) => Math.round(mb)).join(' ')}`);
    console.log(`kept: ${flow.kept} of (a), ${only.kept} of (b)`);
    report({
      name: 'gather',
      figures: {
        events_per_s: Math.round(rate(flow)),
        engine_ratio: round(rate(flow) / rate(engine)),
        posts_per_s: Math.round(rate(only)),
        peak_rss_mb: Math.round(Math.max(flow.peakRssMb, only.peakRssMb)),
        bytes_per_post: Math.round(only.bytesPerPost),
        engine_events_per_s: Math.round(rate(engine)),
        jq_events_per_s: Math.round(Math.min(events, JQ_EVENTS) / jq),
        cpu_s_per_million_events: round((flow.cpuSeconds / flow.events) * 1e6),
        cpu_s_per_million_posts: round((only.cpuSeconds / only.events) * 1e6),
        events,
        posts: postShape.events,
      },
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function describe(name: string, { events, bytes, kinds, meanText }: FileShape): void {
  const shares = [...kinds]
    .sort((a, b) => b[1] - a[1])
    .map(([kind, count]) => `${kind} ${((count / events) * 100).toFixed(1)} %`);
  console.log(
    `${name}: ${events} events, ${(bytes / events).toFixed(0)} bytes each, posts of ${meanText.toFixed(0)} characters`,
  );
  console.log(`  ${shares.join(', ')}`);
}

/** Each measurement has a process of its own: the embedded engine binds one folder, and memory must not be inherited. */
function inProcess<Figures>(name: string, args: readonly string[]): Figures {
  const output = execFileSync(process.execPath, [script(name), ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Figures;
}

function jqSeconds(file: string, events: number): number {
  const started = performance.now();
  spawnSync('sh', ['-c', `head -n ${events} "${file}" | jq -c .commit.record.text > /dev/null`]);
  return (performance.now() - started) / 1000;
}

const round = (value: number) => Math.round(value * 100) / 100;

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
