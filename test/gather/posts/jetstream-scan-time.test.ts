import { expect, test } from 'vitest';
import { instantAt } from '../../../src/gather/jetstream/scan-time.ts';
import { seededRandom } from '../../simulators/random.ts';

/** Within other bytes, which are not to be read. */
function read(text: string): number {
  const bytes = Buffer.from(`9"${text}"9`);
  return instantAt(bytes, 2, bytes.length - 2);
}

test('times of every form are read as Date.parse reads them', () => {
  const forms = [
    '2026-07-04T14:38:08.999Z',
    '2026-07-04T14:38:08Z',
    '2026-07-04T14:38:08.1Z',
    '2026-07-04T14:38:08.123456789Z',
    '2026-07-04T14:38:08.123456+00:00',
    '2026-02-29T00:00:00Z',
    '2024-02-29T23:59:59Z',
    '2026-02-31T10:00:00.5Z',
    '2026-13-01T10:00:00Z',
    '2026-00-10T10:00:00Z',
    '2026-07-04T24:00:00Z',
    '2026-07-04T23:59:60Z',
    '0001-01-01T00:00:00Z',
    '2026-07-04',
    '',
    'yesterday',
  ];
  for (const form of forms) expect(read(form), form).toBe(Date.parse(form));
  const random = seededRandom(4);
  const signs = '0123456789-:.TZ+ ';
  for (let round = 0; round < 50_000; round += 1) {
    const form = random.pick(forms);
    const at = random.below(form.length + 1);
    const damaged = form.slice(0, at) + signs[random.below(signs.length)] + form.slice(at + random.below(2));
    expect(read(damaged), damaged).toBe(Date.parse(damaged));
  }
});
