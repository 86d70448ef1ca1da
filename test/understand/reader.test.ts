import { describe, expect, test } from 'vitest';
import { createReader } from '../../src/understand/reader.ts';

const reader = createReader();

describe('a reading', () => {
  test('of a report in the first person', () => {
    const reading = reader.read({ text: 'I was just diagnosed with type 2 diabetes and I am terrified' });
    expect(reading.health).toBeGreaterThan(0.9);
    expect(reading).toMatchObject({
      sense: 'literal',
      firstPerson: 'own',
      role: null,
      state: null,
      language: 'en',
    });
    expect(reading.topics.map(({ phrase }) => phrase)).toContain('type 2 diabetes');
  });

  test.each([
    ['My mom had a stroke last night, please keep her in your thoughts', 'close-other'],
    ['My brother is in recovery from opioid addiction, 90 days', 'close-other'],
    ['Baby has a fever of 103 and the nurse line is busy', 'close-other'],
    ['As a nurse with asthma I carry two inhalers', 'own'],
    ['Home sick with the flu again', 'own'],
    ['Heart disease is the leading cause of death in women', 'none'],
    ['Our ward needs blood donors this weekend', 'none'],
  ])('of whose experience "%s" tells', (text, firstPerson) => {
    expect(reader.read({ text }).firstPerson).toBe(firstPerson);
  });

  test.each([
    ['That was a stroke of luck if I ever saw one', 'figurative'],
    ['The train leaves at nine', 'other'],
    ['My asthma is worse in the cold', 'literal'],
  ])('of the sense of "%s"', (text, sense) => {
    expect(reader.read({ text }).sense).toBe(sense);
  });

  test('is the same for the same post, whatever was read between', () => {
    const post = { text: 'Day 3 of antibiotics for strep, still a fever', languages: ['en'] };
    const first = JSON.stringify(reader.read(post));
    reader.read({ text: 'A long text about cars. '.repeat(2000) });
    expect(JSON.stringify(reader.read(post))).toBe(first);
  });

  test('names the versions it was made with', () => {
    const { versions } = reader.read({ text: 'flu' });
    expect(versions.vocabulary).toBe(reader.vocabulary.version);
    expect(versions.model).toMatch(/^[0-9a-f]{12}$/);
    expect(versions.rules).not.toBe('');
  });

  test('knows a topic that the study adds', () => {
    const own = createReader({
      topics: [{ id: 'night-float', name: 'Night float', phrases: ['night float'] }],
    });
    const topics = own
      .read({ text: 'Third week of night float on the ward' })
      .topics.map(({ topic }) => topic);
    expect(topics).toContain('night-float');
  });
});

describe('bad input', () => {
  test.each([
    ['an empty string', ''],
    ['null bytes', '\0\0 diabetes \0'],
    ['lone surrogates', '\ud800 flu \udc00\udfff'],
    ['right-to-left and zero-width controls', '\u202e\u200b\u200dflu\u2066\u200f'],
    ['an emoji sequence', '👩🏽‍⚕️👨‍👩‍👧‍👦🏳️‍🌈'.repeat(50)],
    ['one character a million times', 'a'.repeat(1_000_000)],
    ['one emoji a hundred thousand times', '🤒'.repeat(100_000)],
    ['punctuation only', '?!.,;'.repeat(10_000)],
    ['hashes only', '#'.repeat(100_000)],
    ['handles only', '@'.repeat(100_000)],
  ])('%s gives a reading', (_name, text) => {
    const { health } = reader.read({ text });
    expect(health).toBeGreaterThanOrEqual(0);
    expect(health).toBeLessThanOrEqual(1);
  });

  test.each(['a', 'a ', '#', '1-', 'flu ', '🤒', 'á', "'"])(
    'twice as much of "%s" takes about twice as long, not four times',
    (piece) => {
      const secondsFor = (length: number): number => {
        const text = piece.repeat(length / piece.length);
        const runs = Array.from({ length: 3 }, () => {
          const before = process.cpuUsage();
          reader.read({ text });
          const used = process.cpuUsage(before);
          return used.user + used.system;
        });
        return Math.min(...runs);
      };
      secondsFor(50_000);
      const once = secondsFor(200_000);
      const fourfold = secondsFor(800_000);
      // Four times the text: linear is 4, quadratic is 16.
      expect(fourfold).toBeLessThan(9 * Math.max(once, 5000));
    },
  );
});
