import { describe, expect, test } from 'vitest';
import { createFeatureReader, DENSE_FEATURES } from '../../src/understand/features.ts';
import { createScorer, HEADS, loadModel, shippedModel } from '../../src/understand/relevance.ts';
import { TOKEN, type Tokens } from '../../src/understand/tokens.ts';
import { createTopicReader } from '../../src/understand/topics.ts';
import { loadVocabulary } from '../../src/understand/vocabulary/vocabulary.ts';

const vocabulary = loadVocabulary();
const tokenise = vocabulary.createTokeniser();
const topics = createTopicReader(vocabulary);
const readFeatures = createFeatureReader(vocabulary);
const model = loadModel();

const TEXTS = [
  'I was just diagnosed with type 2 diabetes and I am terrified',
  'Great shot from half court at the buzzer',
  'My mom had a stroke last night. Please keep her in your thoughts',
  '',
  '#BreastCancerAwareness walk this Sunday https://example.org @friend 5 km',
];

/** Tokens that have a slot: all but links, handles and pauses. */
function wordsOf({ kind, count }: Tokens): number {
  return kind.subarray(0, count).filter((one) => one < TOKEN.url).length;
}

describe('the relevance model', () => {
  test('scores as a second reading of its table does, weight by weight', () => {
    const scorers = HEADS.map((head) => createScorer(model, head));
    const bytes = new DataView(model.table.buffer);
    for (const text of TEXTS) {
      const tokens = tokenise(text);
      const features = readFeatures(tokens, topics.judge(tokens));
      HEADS.forEach((head, index) => {
        const { intercept, step, dense, slope, offset } = model.heads[head];
        const inUse = (from: number, to: number) =>
          Array.from(features.slots.subarray(from, to)).filter((slot) => slot >= 0);
        const written = 2 * wordsOf(tokens);
        const words = inUse(0, written);
        const slots = [...words, ...inUse(written, features.slotCount)];
        const sum = slots.reduce((total, slot) => total + bytes.getInt8(4 * slot + index), 0);
        const denseSum = DENSE_FEATURES.reduce(
          (total, name, at) => total + features.dense[at] * dense[name],
          0,
        );
        const linear = intercept + (sum * step) / Math.sqrt(words.length + 3) + denseSum;
        expect(scorers[index](features)).toBeCloseTo(1 / (1 + Math.exp(-slope * linear - offset)), 9);
      });
    }
  });

  test('is refused when table and description do not belong together', () => {
    const files = shippedModel();
    const description = files.description.replace(/"tableSha256": "../, '"tableSha256": "00');
    expect(() => loadModel({ ...files, description })).toThrow(/npm run train/);
    const otherHash = files.description.replace(/"hashOfHealth": -?\d+/, '"hashOfHealth": 1');
    expect(() => loadModel({ ...files, description: otherHash })).toThrow(/hashed in another way/);
  });

  test('is small enough to ship: under a megabyte', () => {
    expect(shippedModel().table.byteLength).toBeLessThan(1_000_000);
  });
});

describe('features', () => {
  const dense = (text: string) => {
    const tokens = tokenise(text);
    const features = readFeatures(tokens, topics.judge(tokens));
    return Object.fromEntries(DENSE_FEATURES.map((name, at) => [name, features.dense[at]]));
  };

  test('tell the author from a relation', () => {
    expect(dense('I have diabetes')).toMatchObject({
      match: 1,
      self: 1,
      'self-has-match': 1,
      'my-relation': 0,
    });
    expect(dense('my mother has diabetes')).toMatchObject({ match: 1, 'my-relation': 1, 'relation-near': 1 });
  });

  test('hold a pair with a match twice: alike for every condition, and as the words stand', () => {
    const slotsOf = (text: string) => {
      const tokens = tokenise(text);
      const { slots, slotCount } = readFeatures(tokens, topics.judge(tokens));
      return new Set(slots.subarray(0, slotCount).filter((slot) => slot >= 0));
    };
    const diabetes = slotsOf('I have diabetes');
    // Three words, "I have", "have MATCH" and "have diabetes".
    expect(diabetes.size).toBe(6);
    expect(diabetes.intersection(slotsOf('I have asthma')).size).toBe(4);
  });

  test('read the beginning of a text without end and stay bounded', () => {
    const tokens = tokenise('asthma '.repeat(5000));
    const { slotCount } = readFeatures(tokens, topics.judge(tokens));
    // 400 words and pairs of matches, and as many pairs of the words as they stand, but for the first.
    expect(slotCount).toBe(800 + 399);
  });
});
