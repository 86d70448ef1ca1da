import { expect, test } from 'vitest';
import { traitsOf } from '../../src/understand/identifier-traits.ts';
import { practicesOf, type PracticePost } from '../../src/understand/practices.ts';
import { createTokeniser } from '../../src/understand/text.ts';

const tokenise = createTokeniser();

const post = (more: Partial<PracticePost>): PracticePost => {
  const { text = '' } = more;
  const tokens = tokenise(text);
  const traits = traitsOf(tokens);
  return {
    text,
    tokens,
    traits,
    media: [],
    isReply: false,
    linkTypes: [],
    language: 'en',
    localHour: null,
    ...more,
  };
};

test.each([
  ['an image with a description', { media: [{ kind: 'image', alt: 'A nurse' }] }, ['image', 'alt-text']],
  [
    'two images, one without',
    {
      media: [
        { kind: 'image', alt: 'A nurse' },
        { kind: 'image', alt: ' ' },
      ],
    },
    ['image'],
  ],
  ['a video', { media: [{ kind: 'video', alt: '' }] }, ['video']],
  ['a link to a government site', { linkTypes: ['government'] }, ['credible-link']],
  ['a link to a platform', { linkTypes: ['platform'] }, []],
  ['a question', { text: 'Do you know your numbers?' }, ['question']],
  ['a question mark in an address only', { text: 'see https://a.example/?id=1' }, []],
  ['four hashtags', { text: '#one #two #three #four' }, ['many-tags']],
  ['numbers and colours are no hashtags', { text: '#1 #2 #3 #4' }, []],
  ['a thread by its count', { text: '1/5 What we learnt this year' }, ['thread']],
  ['a blood pressure is no thread', { text: 'mine is 121/80 today' }, []],
  ['a story with consent', { text: 'Ana, in her own words' }, ['personal-story']],
  ['nine in the morning', { localHour: 9 }, ['working-hours']],
  ['four in the afternoon', { localHour: 16 }, []],
  ['a reply', { isReply: true }, ['reply']],
] as const)('%s', (_, more, expected) => {
  expect(practicesOf(post(more as Partial<PracticePost>))).toEqual(expected);
});

test('plain language is judged in English only, from ten words on', () => {
  const text = 'We will see you at ten, so please bring your own cup.';
  expect(practicesOf(post({ text }))).toEqual(['plain-language']);
  expect(practicesOf(post({ text, language: 'es' }))).toEqual([]);
  expect(practicesOf(post({ text: 'See you.' }))).toEqual([]);
});
