import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createTextScanner } from '../../src/understand/scan.ts';

const scan = createTextScanner('text');
const bytesOf = (line: string) => new TextEncoder().encode(line);

/** What the scanner stands in for. */
function byParsing(line: Uint8Array): string | undefined {
  const value = JSON.parse(new TextDecoder().decode(line)) as Record<string, unknown> | null;
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, 'text')) return undefined;
  return typeof value.text === 'string' ? value.text : undefined;
}

/** The result, or that there was none. */
function outcome(read: (line: Uint8Array) => string | undefined, line: Uint8Array): string | undefined {
  try {
    return read(line);
  } catch (error) {
    return error instanceof SyntaxError ? 'no JSON' : 'another error';
  }
}

test.each([
  ['{"text":"flu"}', 'flu'],
  [' { "id" : 1 , "text" : "a \\"b\\" \\u00e9 \\n 😷" } ', 'a "b" é \n 😷'],
  ['{"quoted":{"text":"inner"},"text":"outer"}', 'outer'],
  ['{"list":["text",{"text":[]}],"n":-1.5e+3,"t":true,"z":null,"text":""}', ''],
  ['{"text":"first","text":"last"}', 'last'],
  ['{"te\\u0078t":"by escape"}', 'by escape'],
  ['{"text":5}', undefined],
  ['{"a":"text"}', undefined],
  ['["text"]', undefined],
  ['{"text":"\ufeffmark"}', '\ufeffmark'],
])('%s', (line, text) => {
  expect(scan(bytesOf(line))).toBe(text);
});

test.each([
  '{"text":"a"',
  '{"text":"a"}}',
  '{"text":"a",}',
  '{"text":"a" "b":1}',
  '{"text":"a","n":01}',
  '{"text":"\u0001"}',
  '',
  'null x',
])('no JSON: %j', (line) => {
  expect(() => scan(bytesOf(line))).toThrow(SyntaxError);
});

test('equals JSON.parse on objects of all kinds, however they are written', () => {
  const key = fc.oneof(fc.constantFrom('text', 'te', 'texts', 'a"b', 'é'), fc.string({ maxLength: 4 }));
  const value = fc.oneof(fc.string({ unit: 'binary', maxLength: 20 }), fc.jsonValue({ maxDepth: 2 }));
  fc.assert(
    fc.property(
      fc.dictionary(key, value, { maxKeys: 6 }),
      fc.constantFrom(undefined, 1, '\t'),
      (object, indent) => {
        const line = bytesOf(JSON.stringify(object, null, indent));
        expect(scan(line)).toBe(byParsing(line));
      },
    ),
    { numRuns: 2000 },
  );
});

test('equals JSON.parse, errors included, on lines with bytes changed, dropped and doubled', () => {
  const line = bytesOf(
    '{"id":"p1","n":[1,-2.5e3,null,true],"text":"a \\"q\\" \\u00e9 😷","o":{"text":"x","y":{}}}',
  );
  const signs = bytesOf('{}[]",:\\ \n0-.eEtfnu/\u00e9x\u0000');
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(line.length - 1), fc.nat(signs.length - 1), fc.nat(2)), {
        minLength: 1,
        maxLength: 3,
      }),
      (changes) => {
        let changed = [...line];
        for (const [at, sign, kind] of changes) {
          const middle = [[signs[sign]], [], [line[at], signs[sign]]][kind];
          changed = [...changed.slice(0, at), ...middle, ...changed.slice(at + 1)];
        }
        const bytes = Uint8Array.from(changed);
        expect(outcome(scan, bytes)).toBe(outcome(byParsing, bytes));
      },
    ),
    { numRuns: 5000 },
  );
});

test('bytes that are no UTF-8 read as JSON.parse would see them', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 12 }), (middle) => {
      const bytes = Uint8Array.from([...bytesOf('{"text":"'), ...middle, ...bytesOf('"}')]);
      expect(outcome(scan, bytes)).toBe(outcome(byParsing, bytes));
    }),
    { numRuns: 2000 },
  );
});

test('deep nesting is left to JSON.parse', () => {
  const deep = `{"a":${'['.repeat(200)}${']'.repeat(200)},"text":"b"}`;
  expect(scan(bytesOf(deep))).toBe('b');
});
