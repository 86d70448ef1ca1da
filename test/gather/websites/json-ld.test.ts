import { expect, test } from 'vitest';
import { readJsonLd } from '../../../src/gather/websites/json-ld.ts';

const URLS = (text: string) => readJsonLd(text).map(({ url }) => url);
const FACEBOOK = 'https://www.facebook.com/lakemoor';

test('each account comes with the thing that it is said to be of, however deep', () => {
  const text = JSON.stringify({
    '@graph': [
      { '@type': ['Organization', 'Hospital'], name: 'Lakemoor Hospital', sameAs: [FACEBOOK] },
      { '@type': 'WebPage', author: { '@type': 'Person', name: 'Jo', sameAs: 'https://x.com/jo' } },
    ],
  });
  expect(readJsonLd(text)).toEqual([
    { url: FACEBOOK, type: 'Organization Hospital', name: 'Lakemoor Hospital' },
    { url: 'https://x.com/jo', type: 'Person', name: 'Jo' },
  ]);
});

test.each([
  ['a comma too many', `{"@type":"Hospital","sameAs":["${FACEBOOK}",],}`],
  ['a line break in a text', `{"@type":"Hospital","name":"Lake\nmoor","sameAs":"${FACEBOOK}"}`],
  ['comments around it', `/* <![CDATA[ */ {"@type":"Hospital","sameAs":"${FACEBOOK}"} /* ]]> */`],
  ['an end that is missing', `{"@type":"Hospital","name":"Lakemoor","sameAs":["${FACEBOOK}"`],
])('it is read in spite of %s', (_, text) => {
  expect(URLS(text)).toEqual([FACEBOOK]);
  expect(readJsonLd(text)[0].type).toBe('Hospital');
});

test('what is no JSON-LD at all gives nothing', () => {
  expect([URLS(''), URLS('var a = 1'), URLS('[[[['), URLS('{"sameAs": 7}')]).toEqual([[], [], [], []]);
});
