import { expect, test } from 'vitest';
import {
  changeSentence,
  surveyItems,
  surveyLeader,
  surveyTable,
  surveyWords,
} from '../../src/draw/survey.ts';
import { plain } from '../../src/draw/words.ts';
import { surveyFigure } from './survey-figure.ts';

const figure = surveyFigure();

test('items of the latest year stand beside the year before, joined only where the words were the same', () => {
  expect(
    surveyItems(figure).map(({ later, earlier, comparable }) => [later.id, earlier?.id, comparable]),
  ).toEqual([
    ['rose.2024', 'rose.2022', true],
    ['reworded.2024', 'reworded.2022', false],
  ]);
});

test('the headline names the largest clear change, and only a clear one', () => {
  expect(plain(changeSentence(figure) ?? '')).toBe('68% of adults rose in 2024, up from 60% in 2022');
  const still = {
    ...figure,
    rows: figure.rows.map((row) => ({ ...row, change: row.change && 'no clear difference' })),
  };
  expect(changeSentence(still)).toBeNull();
});

test('a leader needs a clear lead', () => {
  expect(surveyLeader(surveyItems(figure))?.id).toBe('rose.2024');
  const level = {
    ...figure,
    rows: figure.rows.map((row) => ({ ...row, versusNext: 'no clear difference' })),
  };
  expect(surveyLeader(surveyItems(level))).toBeNull();
});

test('a hidden cell stands in the table without its value, and nowhere else', () => {
  const [table] = surveyTable(figure);
  expect(table.rows.at(-1)).toEqual([
    'May not be shown',
    '2024',
    'hidden',
    'none',
    'not shown',
    'adults who answered',
    'not compared',
    'too few respondents',
  ]);
  expect(plain(surveyWords('By survey,', figure))).toBe(
    'By survey, 2024: Rose 68%, in 2022 60%; Was asked in other words 30%, in 2022 40%.',
  );
});
