import { expect, test } from 'vitest';
import { createLanguageReader } from '../../src/understand/language.ts';
import { createTokeniser } from '../../src/understand/text.ts';

const tokenise = createTokeniser();
const readLanguage = createLanguageReader(['flu', 'shot', 'clinic', 'today', 'fever', 'chills', 'again']);
const language = (text: string, declared: readonly string[] = []) =>
  readLanguage(text, declared, tokenise(text));

test.each([
  ['I have had this headache for a week and nothing helps', 'en'],
  ['Llevo una semana con dolor de cabeza y no se me quita', 'es'],
  ["Je suis malade depuis une semaine et rien n'aide", 'fr'],
  ['Estou com dor de cabeça há uma semana e não passa', 'pt'],
  ['Ich habe seit einer Woche Kopfschmerzen und nichts hilft', 'de'],
] as const)('by its small words: %s', (text, expected) => {
  expect(language(text)).toBe(expected);
});

test('a declaration is believed, also where the words are few', () => {
  expect(language('fever again', ['en-GB'])).toBe('en');
  expect(language('gripe', ['es'])).toBe('es');
});

test('an app set to English does not make a Spanish post English', () => {
  expect(language('Me duele la cabeza porque no dormí nada y hoy tengo que ir al trabajo', ['en'])).toBe(
    'es',
  );
});

test('frequent words of English speak where small words are silent', () => {
  expect(language('flu shot clinic today')).toBe('en');
  expect(language('gripe fiebre tos fiebre gripe')).not.toBe('en');
});

test('several declarations, or none and nothing to go by, are decided by the text or not at all', () => {
  expect(language('the nurse was so kind to us', ['en', 'es'])).toBe('en');
  expect(language('')).toBeNull();
  expect(language('ok 123')).toBeNull();
  expect(language('\u{1F489}\u{1F489}')).toBeNull();
});
