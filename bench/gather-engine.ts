/** The embedded engine reading a file of events itself: `gather-engine.ts FILE`. Prints the median of three runs. */

import { Session } from 'chdb';
import type { EngineFigures } from './gather.ts';
import { median } from './report.ts';

const [file] = process.argv.slice(2);
const session = new Session();
const seconds: number[] = [];
let events = 0;
for (let run = 0; run < 3; run += 1) {
  const started = performance.now();
  const answer = session.query(
    `SELECT count(), sum(length(commit.record.text)) FROM file('${file}', JSONEachRow, 'commit Tuple(record Tuple(text String))')
     SETTINGS input_format_skip_unknown_fields = 1`,
    'TSV',
  );
  seconds.push((performance.now() - started) / 1000);
  events = Number(answer.split('\t')[0]);
}
session.cleanup();
const figures: EngineFigures = { events, seconds: median(seconds) };
console.log(JSON.stringify(figures));
