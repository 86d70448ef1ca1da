import { expect, test } from 'vitest';
import { findIdentifiers, maskIdentifiers } from '../../src/understand/identifiers.ts';

const kinds = (text: string) => findIdentifiers(text).map((hit) => hit.kind);

test.each([
  ['my fax is 555-201-3344', ['fax']],
  ['call 5552013344 now', ['phone']],
  ['reach us on +44 20 7946 0958', ['phone']],
  ['I turned 93 yesterday', ['age-over-89']],
  ['She is 101 years old', ['age-over-89']],
  ['I live at 12 Oak Street', ['street-address']],
  ['MRN 00123456', ['medical-record-number']],
  ['member id: ABC123456', ['health-plan-number']],
  ['pump serial number SN-3345-22 was recalled', ['device-serial']],
  ['log in from 192.168.14.7', ['ip-address']],
  ['seen 2024-03-05 by the nurse', ['date']],
  ['thanks @jane_doe!', ['handle']],
  ['Mi cita es el 12 de marzo', ['date']],
  ['see https://portal.example.org/user/4711', ['url']],
  ['see www.portal.example.org?patient=4711', ['url']],
  ['see https://portal.example.org/user/4711?id=12', ['url']],
])('%s', (text, expected) => {
  expect(kinds(text)).toEqual(expected);
});

test.each([
  'Room 12 at 5:30pm, 24/7 care',
  'BP 120/80, A1C 6.5, weight 198.4 lbs',
  'Covid-19 in the 2020-2021 season',
  'may 10 people get well',
  'I am 45 and ran 26.2 miles',
  'read https://www.cdc.gov/flu/2024/index.html',
  'account 2019 was a bad year',
  'It costs $1,200.50 a month',
])('no identifier in: %s', (text) => {
  expect(kinds(text)).toEqual([]);
});

test('masking leaves the rest of the text as it was', () => {
  const text = 'Call (555) 201-3344 or write to jane@example.com today';
  expect(maskIdentifiers(text, findIdentifiers(text))).toBe('Call [phone] or write to [email] today');
});

test.each(['1', '1-', 'a@', 'Aa ', '(555) ', 'Dr. Aa ', 'account ', '+1 '])(
  'a text of many "%s" takes time in proportion to its length',
  (unit) => {
    const timeMs = (count: number) => {
      const text = unit.repeat(count);
      // Processor time, so that other work on the machine does not count.
      const started = process.cpuUsage();
      findIdentifiers(text);
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    };
    timeMs(5_000);
    const short = Math.min(timeMs(30_000), timeMs(30_000), timeMs(30_000));
    const long = Math.min(timeMs(120_000), timeMs(120_000), timeMs(120_000));
    // Four times the text; sixteen times the time would be quadratic.
    expect(long).toBeLessThan(Math.max(10 * short, 40));
  },
);

test("the date of an article in the path of its address is nobody's", () => {
  expect(findIdentifiers('See https://news.example.org/2014/09/16/a-story')).toEqual([]);
  expect(findIdentifiers('ping http://192.168.1.40/status').map(({ kind }) => kind)).toEqual(['ip-address']);
});
