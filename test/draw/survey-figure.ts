/** A survey asked twice, made up: one item rose, one was asked in other words, one may not be shown. */

import type { Figure, FigureRow } from '../../src/records.ts';

function row(item: string, label: string, cycle: number, value: number | null, change: string): FigureRow {
  return {
    id: `${item}.${cycle}`,
    label,
    value,
    lower: value === null ? null : value - 2,
    upper: value === null ? null : value + 2,
    n: value === null ? null : 2000,
    decision: value === null ? 'hidden' : 'shown',
    reason: value === null ? 'too few respondents' : '',
    source: `made-up-${cycle}`,
    item,
    question: 'A made-up question',
    base: 'adults who answered',
    cycle,
    date: String(cycle),
    group: 'all',
    change,
    changePoints: change === 'higher' ? 8 : null,
    versusNext: item === 'rose' ? 'higher' : '',
  };
}

export function surveyFigure(): Figure {
  return {
    id: 'made-up',
    title: 'A made-up survey',
    question: 'What is made up?',
    base: 'adults',
    unit: 'percent',
    rows: [
      row('rose', 'Rose', 2022, 60, ''),
      row('reworded', 'Was asked in other words', 2022, 40, ''),
      row('rose', 'Rose', 2024, 68, 'higher'),
      row('reworded', 'Was asked in other words', 2024, 30, ''),
      row('hidden', 'May not be shown', 2024, null, ''),
    ],
    sources: [],
    notes: [],
    receipt: { method: '', statistic: '', queries: [], inputs: [], versions: {} },
  };
}
