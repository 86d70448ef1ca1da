import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { checkSurvey } from '../../../checks/survey.ts';
import { findDescriptor } from '../../../src/gather/surveys/descriptor.ts';
import { readRda } from '../../../src/gather/surveys/rda.ts';
import { readRespondents } from '../../../src/gather/surveys/respondents.ts';
import { readSurveyFile } from '../../../src/gather/surveys/survey-file.ts';
import {
  countOf,
  jackknifeFactors,
  proportion,
  standardError,
  type Mask,
} from '../../../src/measure/statistics/survey.ts';

const SURVEYS = resolve(import.meta.dirname, '../../../../shared/data/survey');
const hints7 = (file: string) => resolve(SURVEYS, 'hints7_2024', file);
const hints6 = resolve(SURVEYS, 'hints6_2022/hints6_public.rda');

/** An R data file written by hand from the format's description: version 2, one frame with a factor and a column of reals. */
function smallRda(): Buffer {
  const int = (...values: number[]) => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeInt32BE(value, 4 * index));
    return bytes;
  };
  const real = (...values: number[]) => {
    const bytes = Buffer.alloc(8 * values.length);
    values.forEach((value, index) => bytes.writeDoubleBE(value, 8 * index));
    return bytes;
  };
  const na = Buffer.from('7ff00000000007a2', 'hex');
  const chars = (text: string) => Buffer.concat([int(0x40009, Buffer.byteLength(text)), Buffer.from(text)]);
  const strings = (...texts: string[]) => Buffer.concat([int(16, texts.length), ...texts.map(chars)]);
  const symbol = (name: string) => Buffer.concat([int(1), chars(name)]);
  const reference = (index: number) => int((index << 8) | 255);
  const attribute = (tag: Buffer, value: Buffer) => Buffer.concat([int(0x402), tag, value]);
  const end = int(254);
  // Symbols are numbered as they come: frame 1, levels 2, class 3, names 4.
  const factor = Buffer.concat([
    int(0x30d, 3, 2, -2147483648, 1),
    attribute(symbol('levels'), strings('No', 'Yes, often')),
    attribute(symbol('class'), strings('factor')),
    end,
  ]);
  const reals = Buffer.concat([int(14, 3), real(1.5, 2), na]);
  const frame = Buffer.concat([
    int(0x313, 2),
    factor,
    reals,
    attribute(symbol('names'), strings('answer', 'weight')),
    attribute(reference(3), strings('data.frame')),
    end,
  ]);
  const header = Buffer.concat([Buffer.from('RDX2\nX\n'), int(2, 0x40202, 0x20300)]);
  return Buffer.concat([header, attribute(symbol('frame'), frame), end]);
}

test('an R data file gives factors as words, reals as numbers, and NA as null', () => {
  for (const bytes of [smallRda(), gzipSync(smallRda())]) {
    const frame = readRda(bytes, 'small.rda').get('frame');
    expect(frame?.rows).toBe(3);
    expect(frame?.columns.get('answer')).toEqual(['Yes, often', null, 'No']);
    expect(frame?.columns.get('weight')).toEqual([1.5, 2, null]);
  }
});

/** An SPSS system file by its published layout: numeric variables, one with a long name, uncompressed. */
function smallSav(rows: readonly (readonly number[])[]): Buffer {
  const names = ['V1', 'V2'];
  const int = (...values: number[]) => {
    const bytes = Buffer.alloc(4 * values.length);
    values.forEach((value, index) => bytes.writeInt32LE(value, 4 * index));
    return bytes;
  };
  const real = (value: number) => {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    return bytes;
  };
  const text = (value: string, length: number) => Buffer.from(value.padEnd(length));
  const format = 0x050802;
  const header = [
    text('$FL2', 4),
    text('@(#) SPSS DATA FILE', 60),
    int(2, names.length, 0, 0, rows.length),
    real(100),
    text('01 Jan 26', 9),
    text('00:00:00', 8),
    text('', 64),
    Buffer.alloc(3),
  ];
  const variables = names.map((name) => Buffer.concat([int(2, 0, 0, 0, format, format), text(name, 8)]));
  const longNames = Buffer.from('V1=SocMed_Visited\tV2=Weight');
  return Buffer.concat([
    ...header,
    ...variables,
    int(7, 13, 1, longNames.length),
    longNames,
    int(999, 0),
    ...rows.flat().map(real),
  ]);
}

test('an SPSS file gives codes under the long names', async () => {
  const bytes = smallSav([
    [1, 103.25],
    [-9, 2],
    [5, 0],
  ]);
  for (const [name, file] of [
    ['small.sav', bytes],
    ['small.sav.gz', gzipSync(bytes)],
  ] as const) {
    // prettier-ignore
    const frame = await readSurveyFile(file, name);
    expect(frame.columns.get('SocMed_Visited')).toEqual([1, -9, 5]);
    expect(frame.columns.get('Weight')).toEqual([103.25, 2, 0]);
  }
});

test('an R data file that ends early says so', () => {
  expect(() => readRda(smallRda().subarray(0, 150), 'small.rda')).toThrow(
    /small\.rda is cut short or damaged/,
  );
});

const expected = ['r_survey_estimates_hints7.csv', 'nci_published_education_by_sex.csv'];
for (const file of expected)
  test.skipIf(!existsSync(hints7(file)))(`HINTS 7 agrees with ${file}`, async () => {
    const lines: string[] = [];
    const clean = await checkSurvey(hints7('hints7_public.rda'), 'hints7', hints7(file), (line) => {
      lines.push(line);
    });
    expect(lines.filter((line) => line.includes('MISS'))).toEqual([]);
    expect(clean).toBe(true);
  });

test.skipIf(!existsSync(hints7('hints7_selected.csv.gz')))(
  'the CSV of HINTS 7 gives the same respondents as the R data file',
  async () => {
    const descriptor = {
      ...findDescriptor('hints7'),
      // The CSV holds a selection of columns.
      items: Object.fromEntries(
        Object.entries(findDescriptor('hints7').items).filter(([name]) => !name.startsWith('Willing')),
      ),
    };
    const both = await Promise.all(
      ['hints7_public.rda', 'hints7_selected.csv.gz'].map(async (file) =>
        readRespondents(await readSurveyFile(readFileSync(hints7(file)), file), descriptor, file),
      ),
    );
    expect(both[0]).toHaveLength(7278);
    expect(both[0].map(({ answers }) => answers)).toEqual(both[1].map(({ answers }) => answers));
  },
);

test.skipIf(!existsSync(hints6))('HINTS 6 meets the two shares published from it', async () => {
  const descriptor = findDescriptor('hints6');
  const respondents = readRespondents(
    await readSurveyFile(readFileSync(hints6), 'hints6_public.rda'),
    descriptor,
    'hints6_public.rda',
  );
  const design = {
    respondents: respondents.length,
    weights: Float64Array.from(respondents, ({ weight }) => weight),
    replicates: Array.from({ length: 50 }, (_, index) =>
      Float64Array.from(respondents, ({ replicates }) => replicates[index]),
    ),
    factors: jackknifeFactors(50, descriptor.replicates.factor),
    df: descriptor.degrees_of_freedom,
  };
  const has =
    (variable: string, codes: readonly number[]): Mask =>
    (respondent) =>
      codes.includes(Number(respondents[respondent].answers[variable]));
  // Gaysynsky et al. 2024, doi 10.2196/51127: 35.61 % and 66.56 % of social media users.
  const lot = proportion(design, has('MisleadingHealthInfo', [1]), has('MisleadingHealthInfo', [1, 2, 3, 4]));
  expect(countOf(design, has('MisleadingHealthInfo', [1, 2, 3, 4]))).toBe(4959);
  expect((100 * lot.estimate).toFixed(2)).toBe('35.61');
  const hard = proportion(design, has('SocMed_TrueFalse', [1, 2]), has('SocMed_TrueFalse', [1, 2, 3, 4]));
  expect((100 * hard.estimate).toFixed(2)).toBe('66.56');
  // Seven times smaller would mean that the sum was divided by the replicates as well.
  expect(standardError(design, lot)).toBeGreaterThan(0.01);
});
