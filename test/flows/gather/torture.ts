/**
 * One collector against one misbehaving network, killed at random instants: what is in the store afterwards, held
 * against the oracle. The seed decides world, contract, faults and kills.
 */

import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, openSync, writeSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { startCourse, type Course } from '../../simulators/course.ts';
import { expectationOf } from '../../simulators/oracle.ts';
import {
  FAULTS as HOST_FAULTS,
  startJetstream,
  type Fault as HostFault,
} from '../../simulators/jetstream.ts';
import { seededRandom } from '../../simulators/random.ts';
import { buildWorld } from '../../simulators/world.ts';
import { compareWithOracle, type Comparison } from './compare-with-oracle.ts';
import type { Dump } from './dump.ts';

/** Besides what the hosts do: the collector's clock is minutes ahead of theirs, or behind. */
export const FAULTS = [...HOST_FAULTS, 'clock-ahead', 'clock-behind'] as const;
export type Fault = (typeof FAULTS)[number];

/** Counts among what is `wrong` how the last process ended. */
export interface TortureReport extends Comparison {
  readonly seed: number;
  readonly contract: 'sequence' | 'time';
  readonly kills: number;
  readonly expected: number;
  readonly fired: ReadonlyMap<Fault, number>;
}

const EVENTS = 1200;
const PATIENCE_MS = 60_000;
/** The network's time runs beside the machine's, by which the store goes, but a world takes more than two hours. */
const WORLD_AGE_MS = 3 * 3_600_000;
/** The last events come when the last collector listens. */
const HELD_BACK = 60;
const MINUTE_MS = 60_000;
const PROBABILITY: Readonly<Record<HostFault, number>> = {
  'empty-start': 0.25,
  'cut-mid-frame': 0.02,
  'cut-clean': 0.02,
  repeat: 0.05,
  reorder: 0.1,
  seam: 0.5,
  silence: 0.015,
  garbage: 0.03,
  busy: 0.4,
  'error-frame': 0.03,
  'archive-busy': 0.05,
  'archive-cut': 0.05,
  'archive-rewritten': 0.03,
};
/** The stream reaches back so far, and whoever was away for longer must go to the archive. */
const LOOKBACK_EVENTS = 100;
const ARCHIVE = { segmentEvents: 64, blockEvents: 16, pageEntries: 2, blocksFrom: 8 };
const run = promisify(execFile);
const script = (name: string) => join(import.meta.dirname, name);

export async function torture(seed: number): Promise<TortureReport> {
  const random = seededRandom(seed);
  const contract = seed % 2 === 0 ? 'time' : 'sequence';
  const world = buildWorld(seed, EVENTS, Date.now() - WORLD_AGE_MS);
  const aheadMs = (random.below(3) - 1) * (1 + random.below(30)) * MINUTE_MS;
  const folder = await mkdtemp(join(tmpdir(), 'auscult-torture-'));
  const store = join(folder, 'store');
  const keys = join(folder, 'keys.json');
  const clock = startClock(join(folder, 'clock'));
  const course = startCourse(world, { heldBack: HELD_BACK, onAdvance: clock.set });
  const hosts = await Promise.all(
    [0, 50_000].slice(0, seed % 3 === 0 ? 2 : 1).map((seqOffset) =>
      startJetstream({
        world,
        seed: seed + seqOffset,
        course,
        faults: PROBABILITY,
        seqOffset,
        perTick: 4,
        silenceMs: 700,
        ...(contract === 'sequence' ? { lookback: LOOKBACK_EVENTS, archive: ARCHIVE } : {}),
      }),
    ),
  );
  const addresses = hosts.map((host) => host.url);
  const start = () =>
    startCollector([
      script('collector.ts'),
      `--clock=${clock.path}`,
      `--ahead=${aheadMs}`,
      ...[store, keys, contract, ...addresses],
    ]);
  const wrong: string[] = [];

  try {
    const kills = 1 + random.below(4);
    for (let kill = 0; kill < kills; kill += 1) {
      const collector = start();
      // What was never committed was never promised: the first collector lives until its first commit.
      // Later ones die anywhere, most of them in the thick of it.
      if (kill === 0 || random.chance(0.7)) await collector.committed;
      await sleep(random.below(400));
      collector.process.kill('SIGKILL');
      await collector.ended;
      const meanwhile = contract === 'sequence' ? random.below(3 * LOOKBACK_EVENTS) : 0;
      course.advance(meanwhile);
    }
    for (const host of hosts) host.calm();
    course.finish();
    const before = hosts.map((host) => host.connections());
    const last = start();
    const delivered = () => hosts.some((host, index) => host.delivered(before[index]));
    const deadline = Date.now() + PATIENCE_MS;
    while (!delivered() && Date.now() < deadline) await sleep(20);
    if (!delivered()) wrong.push('the last collector was not sent everything in time');
    await sleep(100);
    last.process.kill('SIGTERM');
    const code = await last.ended;
    if (code !== 0) wrong.push(`the last collector ended with ${code}: ${last.output().slice(-500)}`);

    const { stdout } = await run(process.execPath, [script('dump.ts'), store], { maxBuffer: 1 << 28 });
    const dump = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Dump;
    const secret = await secretIn(keys);
    const expectation = expectationOf(world);
    const found = compareWithOracle(dump, expectation, (uri) => pseudonym(secret, `bluesky:post:${uri}`));
    const fired = new Map<Fault, number>(
      HOST_FAULTS.map((fault) => [fault, hosts.reduce((sum, host) => sum + (host.fired.get(fault) ?? 0), 0)]),
    );
    fired.set('clock-ahead', aheadMs > 0 ? 1 : 0).set('clock-behind', aheadMs < 0 ? 1 : 0);
    return {
      seed,
      contract,
      kills,
      expected: expectation.visible.size,
      ...found,
      wrong: [...wrong, ...found.wrong],
      fired,
    };
  } finally {
    await Promise.all(hosts.map((host) => host.close()));
    clock.close();
    await rm(folder, { recursive: true, force: true });
  }
}

interface Clock {
  readonly path: string;
  readonly set: (course: Course) => void;
  readonly close: () => void;
}

/** The network's time in a file, for processes that must not go by the machine's. */
function startClock(path: string): Clock {
  const file = openSync(path, 'w');
  const set = ({ nowMs }: Course) => {
    writeSync(file, String(nowMs()), 0);
  };
  const close = () => {
    closeSync(file);
  };
  return { path, set, close };
}

interface Collector {
  readonly process: ChildProcess;
  readonly committed: Promise<void>;
  readonly ended: Promise<number | null>;
  readonly output: () => string;
}

function startCollector(command: readonly string[]): Collector {
  const process_ = spawn(process.execPath, command, { stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  process_.stderr.on('data', (data: Buffer) => (output += data.toString()));
  const ended = once(process_, 'exit').then(([code]) => code as number | null);
  const committed = new Promise<void>((resolve) => {
    createInterface(process_.stdout).on('line', (line) => {
      output += `${line}\n`;
      if (line.startsWith('commit')) resolve();
    });
    void ended.then(() => {
      resolve();
    });
  });
  return { process: process_, committed, ended, output: () => output };
}

async function secretIn(keys: string): Promise<Buffer> {
  const { keys: list } = JSON.parse(await readFile(keys, 'utf8')) as { keys: { secretHex: string }[] };
  return Buffer.from(list[0].secretHex, 'hex');
}

function pseudonym(secret: Buffer, text: string): string {
  return createHmac('sha256', secret).update(text).digest('hex').slice(0, 32);
}
