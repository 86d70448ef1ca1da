/**
 * `npm run bench:edition`: how long an edition takes, how heavy its page is, and what Lighthouse says of it.
 * The poster's three formats are timed apart, because they are most of the build.
 */

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { launch } from 'chrome-launcher';
import lighthouse from 'lighthouse';
import { buildEdition, drawEdition } from '../src/flows/build-edition.ts';
import { readFigure } from '../src/flows/explain.ts';
import { posterPictures } from '../src/publish/pictures.ts';
import { serveEdition } from '../src/publish/serve.ts';
import { readStudy } from '../src/study.ts';
import { median, report } from './report.ts';

const ROUNDS = 3;

const silent = { now: () => new Date('2026-01-01T00:00:00Z'), say: () => undefined };
const study = await readStudy('studies/us');
const folder = await mkdtemp(join(tmpdir(), 'auscult-bench-edition-'));
try {
  const out = join(folder, 'edition');
  const builds: number[] = [];
  const posters: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    // A fresh store each time: the first build of a new user, not the second.
    const fresh = { ...study, store: `chdb:${join(folder, `store-${round}`)}` };
    const started = performance.now();
    const { edition } = await buildEdition(fresh, out, silent);
    builds.push((performance.now() - started) / 1000);
    const figures = await Promise.all(edition.figures.map((id) => readFigure(out, id)));
    const drawn = await drawEdition(study, figures, { builtAt: edition.built_at, studyPath: edition.study });
    const printing = performance.now();
    await posterPictures(drawn.posterSvg, edition);
    posters.push((performance.now() - printing) / 1000);
    console.log(
      `build ${round + 1} of ${ROUNDS}: ${builds[round].toFixed(2)} s, poster ${posters[round].toFixed(2)} s`,
    );
  }
  const page = await readFile(join(out, 'index.html'), 'utf8');
  const scripts = [...page.matchAll(/<script(?:\s[^>]*)?>([\s\S]*?)<\/script>/g)]
    .map((match) => match[1])
    .join('\n');
  const scores = await lighthouseScores(out);
  report({
    name: 'edition',
    figures: {
      build_s: rounded(median(builds)),
      page_gz_kb: rounded(gzipSync(page, { level: 9 }).byteLength / 1000),
      script_gz_kb: rounded(scripts ? gzipSync(scripts, { level: 9 }).byteLength / 1000 : 0),
      poster_s: rounded(median(posters)),
      lighthouse_performance: scores.performance,
      lighthouse_accessibility: scores.accessibility,
    },
  });
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** Lighthouse's mobile run (slow 4G, a phone's processor), median of three. */
async function lighthouseScores(edition: string): Promise<{ performance: number; accessibility: number }> {
  const server = await serveEdition({ folder: edition, host: '127.0.0.1', port: 0, say: () => undefined });
  const chrome = await launch({
    chromePath: process.env.CHROME_PATH ?? '/usr/bin/chromium',
    chromeFlags: [
      '--headless',
      '--no-sandbox',
      '--disable-gpu',
      '--disable-background-networking',
      '--disable-component-update',
    ],
  });
  try {
    const runs: { performance: number; accessibility: number }[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const result = await lighthouse(server.url, {
        port: chrome.port,
        onlyCategories: ['performance', 'accessibility'],
        logLevel: 'error',
      });
      const categories = result?.lhr.categories;
      runs.push({
        performance: categories?.performance.score ?? 0,
        accessibility: categories?.accessibility.score ?? 0,
      });
      console.log(
        `Lighthouse ${round + 1} of ${ROUNDS}: performance ${runs[round].performance}, accessibility ${runs[round].accessibility}`,
      );
    }
    return {
      performance: median(runs.map((run) => run.performance)),
      accessibility: median(runs.map((run) => run.accessibility)),
    };
  } finally {
    chrome.kill();
    await server.close();
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
