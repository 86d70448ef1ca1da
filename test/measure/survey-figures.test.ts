import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gatherStill } from '../../src/flows/gather-still.ts';
import { openStore } from '../../src/keep/open.ts';
import type { Store } from '../../src/keep/store.ts';
import { shareSurvey } from '../../src/measure/figures/share-survey.ts';
import { talkSurvey } from '../../src/measure/figures/talk-survey.ts';
import { trustSurvey } from '../../src/measure/figures/trust-survey.ts';
import type { FigureDefinition } from '../../src/measure/figure.ts';
import { measureFigure } from '../../src/measure/measure.ts';
import type { Study } from '../../src/study.ts';

const SURVEYS = resolve(import.meta.dirname, '../../../shared/data/survey');
const HINTS6 = join(SURVEYS, 'hints6_2022/hints6_public.rda');
const HINTS7 = join(SURVEYS, 'hints7_2024/hints7_public.rda');
const scope = { country: 'US', state: null, from: null, to: null, asOf: '2026-01-31' };

describe.skipIf(!existsSync(HINTS6) || !existsSync(HINTS7))('figures from HINTS 6 and 7 in the store', () => {
  let folder: string;
  let store: Store;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'auscult-survey-'));
    store = await openStore(`chdb:${join(folder, 'store')}`);
    const sources = [
      { source: 'hints', file: HINTS6, survey: 'hints6' },
      { source: 'hints', file: HINTS7, survey: 'hints7' },
    ];
    const [first, second] = await gatherStill({ sources, path: folder, folder } as unknown as Study, store);
    expect([first.kept, second.kept]).toEqual([6252, 7278]);
  }, 240_000);

  afterAll(async () => {
    await store.close();
    await rm(folder, { recursive: true, force: true });
  });

  const measure = async (figure: FigureDefinition) => {
    const started = performance.now();
    const result = await measureFigure(figure, { store, scope, inputs: [], versions: {} });
    return {
      figure: result,
      row: new Map(result.rows.map((row) => [row.id, row])),
      ms: performance.now() - started,
    };
  };

  test('trust in 2024 is what R gives, and doctors lead', async () => {
    const { figure, row } = await measure(trustSurvey);
    // From r_survey_estimates_hints7.csv, worked out with R's survey package.
    const doctor = row.get('doctor.2024');
    expect(doctor?.n).toBe(7194);
    expect(doctor?.value).toBeCloseTo(71.0840805708132, 8);
    expect(doctor?.se).toBeCloseTo(0.997596527082187, 8);
    expect(doctor?.decision).toBe('shown');
    expect(doctor?.source).toBe('hints7');
    expect(doctor?.versusNext).toBe('higher');
    const values = figure.rows.filter(({ cycle, group }) => cycle === 2024 && group === 'all');
    expect(values.toSorted((a, b) => Number(b.value) - Number(a.value))[0].id).toBe('doctor.2024');
    expect(figure.base).toContain('7,278');
    // Its words differ between the files of the two cycles.
    expect(row.get('health-system.2024')?.change).toBe('');
    expect(figure.notes.some((note) => note.startsWith('The health care system: asked in other words'))).toBe(
      true,
    );
  });

  test('shares of the figures are those published, digit for digit', async () => {
    const { row } = await measure(talkSurvey);
    expect(row.get('misleading.2022')?.n).toBe(4959);
    expect(row.get('misleading.2022')?.value?.toFixed(2)).toBe('35.61');
    expect(row.get('hard-to-tell.2022')?.value?.toFixed(2)).toBe('66.56');
    // 100 less "Never", 12.212280918162 with standard error 0.570521474873327 in R.
    expect(row.get('visited.2024')?.value).toBeCloseTo(100 - 12.212280918162, 8);
    expect(row.get('visited.2024')?.se).toBeCloseTo(0.570521474873327, 8);
  });

  test('small groups are hidden without their numbers, and the same store gives the same bytes', async () => {
    const first = await measure(shareSurvey);
    const again = await measure(shareSurvey);
    expect(JSON.stringify(again.figure)).toBe(JSON.stringify(first.figure));
    for (const row of first.figure.rows.filter(({ decision }) => decision === 'hidden'))
      expect([row.value, row.lower, row.upper, row.n, row.se]).toEqual([null, null, null, null, null]);
    for (const row of first.figure.rows) if (row.n !== null) expect(row.n).toBeGreaterThanOrEqual(30);
  });
});

test('without a survey the figures say what to gather', () => {
  for (const figure of [trustSurvey, shareSurvey, talkSurvey])
    expect(figure.derive({ sums: [], sizes: [] }, scope)).toEqual({ rows: [], sources: [] });
});
