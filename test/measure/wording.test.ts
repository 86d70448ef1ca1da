import { expect, test } from 'vitest';
import { FIGURES } from '../../src/measure/index.ts';
import { unsupportedWords } from '../../src/measure/wording.ts';

test('what posts show may be said, what they do not show may not', () => {
  const allowed =
    'Among posts we collected, accounts of patients linked to government sites more often than to news sites.';
  expect(unsupportedWords(allowed, true)).toEqual([]);
  expect(unsupportedWords(allowed)).toEqual(['patients']);
  expect(unsupportedWords('Patients trust hospitals; video boosts engagement')).toEqual([
    'trust',
    'boosts',
    'Patients',
  ]);
  expect(unsupportedWords('Most people believe what Americans want')).toEqual([
    'believe',
    'want',
    'Most people',
    'Americans',
  ]);
  expect(unsupportedWords('Posts about trustees and improvisation appeared in five states')).toEqual([]);
});

test('every figure from posts keeps to it', () => {
  const fromPosts = FIGURES.filter(({ counts }) => counts === 'posts' || counts === 'persons');
  const wrong = fromPosts.flatMap(({ id, title, question, base }) =>
    unsupportedWords(`${title} ${question} ${base}`, true).map((word) => `${id}: ${word}`),
  );
  expect(wrong).toEqual([]);
});
