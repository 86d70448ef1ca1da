/**
 * `npm run torture -- [--runs 200] [--from 1] [--parallel 2]`: kills the flow of posts at random instants, run after run.
 * Ends with 1 when anything was lost, kept twice or visible after its deletion, or when a fault never fired.
 */

import { FAULTS, torture, type TortureReport } from '../test/flows/gather/torture.ts';
import { readNumbers } from './numbers.ts';

const {
  runs,
  from: first,
  parallel,
} = readNumbers('usage: npm run torture -- [--runs 200] [--from 1] [--parallel 2]', {
  runs: 200,
  from: 1,
  parallel: 2,
});
const reports: TortureReport[] = [];
let next = first;

async function work(): Promise<void> {
  while (next < first + runs) {
    const seed = next;
    next += 1;
    const report = await torture(seed);
    reports.push(report);
    const { contract, kills, expected, lost, twice, deletedVisible, wrong } = report;
    console.log(
      `seed ${seed} (${contract}): ${kills} kills, ${expected} posts expected, ${lost.length} lost, ${twice.length} twice, ${deletedVisible.length} deleted visible, ${wrong.length} else wrong`,
    );
    for (const line of [...lost.slice(0, 3), ...wrong.slice(0, 5)]) console.log(`  ${line}`);
  }
}

await Promise.all(Array.from({ length: parallel }, work));

const sum = (count: (report: TortureReport) => number) =>
  reports.reduce((total, report) => total + count(report), 0);
const fired = FAULTS.map((fault) => [fault, sum((report) => report.fired.get(fault) ?? 0)] as const);
for (const [fault, times] of fired) console.log(`${fault.padEnd(16)} fired ${times} times`);
const totals = {
  runs: reports.length,
  kills: sum((report) => report.kills),
  posts: sum((report) => report.expected),
  lost: sum((report) => report.lost.length),
  twice: sum((report) => report.twice.length),
  deleted_visible: sum((report) => report.deletedVisible.length),
  wrong: sum((report) => report.wrong.length),
};
console.log(JSON.stringify(totals));
const clean = totals.lost + totals.twice + totals.deleted_visible + totals.wrong === 0;
process.exitCode = clean && fired.every(([, times]) => times > 0) ? 0 : 1;
