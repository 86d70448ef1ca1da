import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { hints } from '../../../src/gather/hints.ts';
import type { GatherEffects, StillItem } from '../../../src/gather/source.ts';
import { findDescriptor, SURVEYS } from '../../../src/gather/surveys/descriptor.ts';
import { readRespondents } from '../../../src/gather/surveys/respondents.ts';
import { readSurveyFile } from '../../../src/gather/surveys/survey-file.ts';
import { csvOf, frameOf, smallSurvey } from './small-survey.ts';

const descriptor = findDescriptor('hints7');
const read = (columns: ReturnType<typeof smallSurvey>) =>
  readRespondents(frameOf(columns), descriptor, 'survey.csv');

test('words and codes become the same codes, and missing answers keep theirs', () => {
  const respondents = read(smallSurvey());
  const codes = (variable: string) => respondents.map(({ answers }) => answers[variable]);
  expect(respondents.map(({ id }) => id)).toEqual(['a1', 'a2', 'a3', 'a4']);
  expect(codes('CancerTrustDoctor')).toEqual(['1', '2', '-9', '4']);
  expect(codes('CancerTrustFamily')).toEqual(['2', '2', '-5', '3']);
  expect(codes('SocMed_Visited')).toEqual(['1', '1', '5', '5']);
  expect(codes('MisleadingHealthInfo')).toEqual(['1', '2', '5', '4']);
  expect(codes('SocMed_MakeDecisions')).toEqual(['1', '2', '-1', '-2']);
  expect(codes('SocMed_DiscussHCP')).toEqual(['1', '2', '-1', '3']);
  expect(codes('SocMed_TrueFalse')).toEqual(['1', '2', '-9', '-9']);
  expect(codes('WillingShareData_HCP2')).toEqual(['1', '2', '1', '-7']);
  expect(codes('BirthSex')).toEqual(['1', '2', '3', '1']);
  expect(codes('AgeGrpB')).toEqual(['1', '5', '2', '-4']);
  expect(respondents[2].weight).toBe(300.5);
  expect(respondents[0].replicates).toHaveLength(50);
  expect(respondents[0].replicates.slice(0, 5)).toEqual([0, 100, 100, 100, 0]);
});

test('the source hands on every respondent of a file, compressed or not', async () => {
  const bytes = Buffer.from(csvOf(smallSurvey()));
  for (const file of ['survey.csv', 'survey.csv.gz']) {
    const effects = {
      readFile: () => Promise.resolve(file.endsWith('.gz') ? gzipSync(bytes) : bytes),
    } as unknown as GatherEffects;
    const items: StillItem[] = [];
    for await (const item of hints.read({ file, survey: 'hints7' }, { effects, folder: '/study' }))
      items.push(item);
    expect(items.map(({ kind }) => kind)).toEqual(Array.from({ length: 4 }, () => 'respondent'));
    expect(items.map((item) => ('position' in item ? item.position : ''))[3]).toBe('respondent 4');
  }
});

test('a file without weights is refused in one sentence', () => {
  const columns = smallSurvey();
  columns.delete('PERSON_FINWT0');
  expect(() => read(columns)).toThrow(/^survey\.csv has no weights: the column PERSON_FINWT0 is missing/);
});

test('a missing replicate is named', () => {
  const columns = smallSurvey();
  columns.delete('PERSON_FINWT17');
  expect(() => read(columns)).toThrow(/^survey\.csv lacks the replicate weight PERSON_FINWT17 of 50: /);
});

test('a respondent who appears twice is named with both places', () => {
  const columns = smallSurvey().set('HHID', ['a1', 'a2', 'a1', 'a4']);
  expect(() => read(columns)).toThrow(/^respondent "a1" appears twice \(survey\.csv, respondents 1 and 3\)/);
});

test('a code in no list stops the run', () => {
  const columns = smallSurvey().set('SocMed_Visited', ['Almost everyday', 'Sometimes', 'Never', 'Never']);
  expect(() => read(columns)).toThrow(
    /^SocMed_Visited has the answer "Sometimes" \(survey\.csv, respondent 2\), which the descriptor hints7/,
  );
});

test('a weight that is no number, and a question that is not there', () => {
  expect(() => read(smallSurvey().set('PERSON_FINWT3', [1, '', 2, 3]))).toThrow(
    /^PERSON_FINWT3 is "" \(survey\.csv, respondent 2\): a weight is a number/,
  );
  const columns = smallSurvey();
  columns.delete('TrustHCSystem');
  expect(() => read(columns)).toThrow(/^survey\.csv has no column TrustHCSystem/);
});

test('files that are no survey are refused', async () => {
  const bytes = Buffer.from('hello');
  await expect(readSurveyFile(bytes, 'survey.xlsx')).rejects.toThrow(/no survey file that can be read/);
  await expect(readSurveyFile(bytes, 'survey.rda')).rejects.toThrow(/no R data file/);
  await expect(readSurveyFile(bytes, 'survey.sav')).rejects.toThrow(/no SPSS system file/);
  await expect(readSurveyFile(Buffer.from('HHID\n'), 'survey.csv')).rejects.toThrow(/no respondents/);
  await expect(readSurveyFile(gzipSync(bytes).subarray(0, 12), 'survey.csv.gz')).rejects.toThrow(/cut short/);
});

test('descriptors agree on direction: 1 is the most, and only equal wordings share an id', () => {
  for (const { id, items, scales } of SURVEYS) {
    const first = (variable: string) => scales[items[variable].scale]['1'][0];
    expect([id, first('CancerTrustDoctor')]).toEqual([id, 'A lot']);
    expect([id, first('SocMed_Visited')]).toEqual([id, 'Almost every day']);
    expect([id, first('SocMed_TrueFalse')]).toEqual([id, 'Strongly agree']);
    expect([id, first('MisleadingHealthInfo')]).toEqual([id, 'A lot']);
    expect(scales.amount['5']).toEqual(['I do not use social media']);
  }
  const wordings = SURVEYS.map(({ items }) => new Set(Object.values(items).map(({ wording }) => wording)));
  expect(wordings[0].intersection(wordings[1]).size).toBe(16);
  expect(wordings[0].has('trust-health-system-2024')).toBe(false);
});

test('an unknown survey names those that are known', () => {
  expect(() => findDescriptor('hints9')).toThrow(/write one of hints6, hints7, or the path/);
});
