/** The ledger as people read it. Sums and lengths of time were worked out by hand. */

import { expect, test } from 'vitest';
import { ledgerLines, type LedgerLine } from '../../src/flows/ledger.ts';

const line = (more: Partial<LedgerLine>): LedgerLine => ({
  run: 'r',
  source: 'mapped-files',
  origin: 'a.csv',
  read: 1200,
  kept: 1000,
  duplicate: 40,
  quarantined: 10,
  filtered: { 'not about health': 100, 'create like': 50 },
  balanced: true,
  at: '2026-11-25T22:09:01.026Z',
  ...more,
});

test('each source has its sum, what was filtered by size, its inputs, and what it missed with how long that was', () => {
  const reason = 'the host no longer held the events in between';
  const lines = ledgerLines({
    lines: [
      line({}),
      line({ origin: 'b.csv', read: 11, kept: 10, duplicate: 0, quarantined: 0, filtered: { '': 1 } }),
      line({
        source: 'bluesky',
        origin: 'wss://host',
        read: 2,
        kept: 1,
        duplicate: 0,
        quarantined: 0,
        filtered: {},
        balanced: false,
      }),
    ],
    interruptions: [
      {
        source: 'bluesky',
        kind: 'disconnected',
        from: '2026-11-25T10:00:00.000Z',
        to: '2026-11-25T10:00:42.000Z',
        reason: 'no answer in time',
      },
      {
        source: 'bluesky',
        kind: 'gap',
        from: '2026-11-20T00:00:00.000Z',
        to: '2026-11-22T02:30:00.000Z',
        reason,
      },
    ],
    flaggedTimes: [
      { source: 'mapped-files', flag: 'impossible', count: 1200 },
      { source: 'mapped-files', flag: 'future', count: 34 },
      { source: 'bluesky', flag: 'late', count: 1 },
    ],
    unknownFields: [
      { source: 'mapped-files', field: 'mood', count: 1234 },
      { source: 'mapped-files', field: 'weather', count: 1 },
    ],
  });
  expect(lines).toEqual([
    'mapped-files: 1,211 read = 1,010 kept + 40 duplicate + 10 in quarantine + 151 filtered',
    '  filtered: 100 not about health',
    '  filtered: 50 create like',
    '  filtered: 1 without a rule',
    '  2026-11-25 22:09:01  a.csv: 1,200 read = 1,000 kept + 40 duplicate + 10 in quarantine + 150 filtered',
    '  2026-11-25 22:09:01  b.csv: 11 read = 10 kept + 0 duplicate + 0 in quarantine + 1 filtered',
    '  times not believed: 1,234 kept posts, filed under when they were seen; 1,200 impossible (before 2003, or none that can be read), 34 in the future',
    '  unknown field mood: 1,234 times',
    '  unknown field weather: 1 time',
    'bluesky: 2 read = 1 kept + 0 duplicate + 0 in quarantine + 0 filtered; THE ACCOUNTS DO NOT ADD UP',
    '  2026-11-25 22:09:01  wss://host',
    `  GAP 2026-11-20 00:00:00 to 2026-11-22 02:30:00 (50 h 30 min): ${reason}`,
    '  out of reach 2026-11-25 10:00:00 to 2026-11-25 10:00:42 (42 s): no answer in time',
    '  times not believed: 1 kept post, filed under when they were seen; 1 more than a day before they came over the stream',
  ]);
});

test('the files of a large archive are added up, and listed on request', () => {
  const lines = Array.from({ length: 6 }, (_, index) => line({ origin: `${index}.csv` }));
  const ledger = { lines, interruptions: [], flaggedTimes: [], unknownFields: [] };
  const short = ledgerLines(ledger);
  expect(short[0]).toBe(
    'mapped-files: 7,200 read = 6,000 kept + 240 duplicate + 60 in quarantine + 900 filtered',
  );
  expect(short.at(-1)).toBe('  from 6 inputs: --files lists each by itself');
  expect(ledgerLines(ledger, true).filter((each) => each.includes('.csv: '))).toHaveLength(6);
});

test('before anything was gathered that is what it says; of many breaks the latest are shown', () => {
  expect(ledgerLines({ lines: [], interruptions: [], flaggedTimes: [], unknownFields: [] })).toEqual([
    'Nothing has been read yet: "auscult gather" reads the sources of the study.',
  ]);
  const breaks = Array.from({ length: 25 }, (_, minute) => ({
    source: 'bluesky',
    kind: 'disconnected' as const,
    from: `2026-11-25T10:${String(minute).padStart(2, '0')}:00.000Z`,
    to: `2026-11-25T10:${String(minute + 5).padStart(2, '0')}:00.000Z`,
    reason: 'cut',
  }));
  const lines = ledgerLines({ lines: [], interruptions: breaks, flaggedTimes: [], unknownFields: [] });
  expect(lines).toHaveLength(21);
  expect(lines[0]).toBe('  out of reach 5 times before these (all of them with --json)');
  expect(lines[1]).toBe('  out of reach 2026-11-25 10:05:00 to 2026-11-25 10:10:00 (5 min): cut');
});
