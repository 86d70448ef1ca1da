import { Readable, Writable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { understandPosts } from '../../src/flows/understand-posts.ts';
import { createReader } from '../../src/understand/reader.ts';

const reader = createReader();

async function run(chunks: readonly (string | Uint8Array)[]) {
  const complaints: string[] = [];
  const written: string[] = [];
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done();
    },
  });
  const counts = await understandPosts(reader, {
    input: Readable.from(chunks.map((chunk) => Buffer.from(chunk))),
    output,
    complain: (message) => complaints.push(message),
  });
  const lines = written.join('').split('\n').filter(Boolean);
  return { counts, complaints, readings: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const POSTS = ['I have asthma', 'The train is late', 'Ma grippe: día 3 😷', 'My mother has cancer']
  .map((text) => `${JSON.stringify({ text, lang: 'en' })}\n`)
  .join('');

describe('posts in, readings out', () => {
  test('one line a post, in order, with the keys of the command', async () => {
    const { counts, readings } = await run([POSTS]);
    expect(counts).toEqual({ read: 4, understood: 4, malformed: 0 });
    expect(readings.map((reading) => reading.first_person)).toEqual([
      'own',
      'none',
      expect.anything(),
      'close-other',
    ]);
    expect(Object.keys(readings[0])).toEqual(
      expect.arrayContaining([
        'health',
        'sense',
        'first_person',
        'topics',
        'role',
        'state',
        'state_tier',
        'link_types',
        'practices',
        'identifiers',
        'versions',
      ]),
    );
    expect(readings[0].topics).toContain('asthma');
  });

  test('cut anywhere, the stream gives the same readings', async () => {
    const whole = await run([POSTS]);
    const bytes = Buffer.from(POSTS);
    for (const size of [1, 2, 3, 7]) {
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      expect((await run(pieces)).readings).toEqual(whole.readings);
    }
  });

  test('a malformed line is reported by number and counted, and the others are read', async () => {
    const { counts, complaints, readings } = await run([
      '{"text":"flu"}\n{not json}\n\n{"text":7}\n["text"]\n{"lang":"en"}\n{"text":"fever","links":"x"}\r\n{"text":"cough"}',
    ]);
    expect(counts).toEqual({ read: 7, understood: 2, malformed: 5 });
    expect(readings).toHaveLength(2);
    expect(complaints.map((complaint) => complaint.split(':')[0])).toEqual([
      'line 2',
      'line 4',
      'line 5',
      'line 6',
      'line 7',
    ]);
    expect(complaints[1]).toBe('line 4: text: text must stand here, and not 7');
    expect(complaints[2]).toBe('line 5: a list; write its posts one object a line');
    expect(complaints[3]).toBe('line 6: text: "text" must be a string');
  });

  test('complaints cannot speak to the terminal', async () => {
    const { complaints } = await run(['\u001b[2J oops\n']);
    expect(complaints.join('')).not.toContain('\u001b');
  });
});
