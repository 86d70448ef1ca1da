/** roles.csv: who is speaking, by profile. Accept level: 90 % correct, and no person taken for a hospital. */

import { readRole } from '../../src/understand/voice.ts';
import { readCsv } from './read.ts';
import { Tally, type TableResult } from './table.ts';

const PERSONS = new Set(['patient', 'public', 'clinician']);

export async function checkRoles(folder: string): Promise<TableResult> {
  const tally = new Tally();
  let personAsHospital = 0;
  for (const row of await readCsv(folder, 'roles.csv')) {
    const profile = { name: row.display_name, bio: row.bio, domain: row.url, location: '' };
    const { role, rule } = readRole(profile);
    tally.expect(
      row.display_name,
      role === row.role,
      () => `expected ${row.role}, got ${String(role)} by ${String(rule)}`,
    );
    if (role === 'hospital' && PERSONS.has(row.role)) personAsHospital += 1;
  }
  const result = tally.result();
  return { ...result, accepted: result.passed >= 0.9 * result.total && personAsHospital === 0 };
}
