import { expect, test } from 'vitest';
import { readRole } from '../../src/understand/voice.ts';
import type { Role } from '../../src/records.ts';

const role = (name: string, bio: string, domain = '') => readRole({ name, bio, domain, location: '' }).role;

/** Profiles written for this test in the manner of real ones; the roles are those a reader would give by method d. */
const CASES: readonly (readonly [name: string, bio: string, role: Role])[] = [
  [
    'Lakeview Regional Hospital',
    'Caring for the Lakeview community since 1954. For emergencies call 911.',
    'hospital',
  ],
  ['Northside Medical Center', 'Level II trauma center. Follow for health tips and news.', 'hospital'],
  ['Hospital General de Occidente', 'Cuenta oficial. Atención las 24 horas.', 'hospital'],
  ['Lakeview Hospital Foundation', 'We raise funds for the patients of Lakeview.', 'health-organisation'],
  ['Hospital Memes', 'we laugh so we do not cry', 'public'],
  ['Tom', 'Food critic. I review hospital cafeterias.', 'public'],
  ['Hillside Animal Hospital', 'Caring for your pets since 1990', 'public'],
  ['Hospital Records', 'Drum and bass label from London', 'public'],
  ['Maria Lopez, RN', 'ICU nurse, coffee, dogs at home? no, plants', 'clinician'],
  ['Sam Carter MD, MPH', 'Public health and internal medicine. Views my own', 'clinician'],
  ['Dra. Ana Ruiz', 'Médica pediatra en Monterrey', 'clinician'],
  ['Kim', 'Wife of a nurse, mom of two', 'public'],
  ['Lee', 'Future doctor, pre-med at State', 'public'],
  ['Dr. Rex', 'DVM. I treat horses', 'public'],
  ['Joe', 'Baltimore, MD. Sports and beer', 'public'],
  ['Ann', 'I DO love running', 'public'],
  ['Prof. Ling', 'PhD in epidemiology', 'public'],
  ['Tess', 'Breast cancer survivor. Lover of cats', 'patient'],
  ['Omar', 'Living with type 1 diabetes since I was 9', 'patient'],
  ['Jo', '5 years sober', 'patient'],
  ['Bea', 'Sobreviviente de cáncer de mama', 'patient'],
  ['Vi', 'Mom of a child with epilepsy', 'patient'],
  ['Star', 'Cancer sun, leo moon', 'public'],
  ['Max', 'Keyboard warrior. Gamer', 'public'],
  ['Travis County Health Department', 'Official account of the county health department', 'government'],
  ['Secretaría de Salud', 'Cuenta oficial de la Secretaría de Salud del Estado', 'government'],
  ['CDC Flu', 'Official updates on influenza', 'government'],
  ['National Kidney Alliance', 'A 501(c)(3) nonprofit for kidney patients', 'health-organisation'],
  ['Zentor Pharmaceuticals', 'Making medicines that matter', 'health-organisation'],
  ['Paula Reyes', 'Health reporter at the Evening Post. Tips welcome', 'news'],
  ['Metro Health News', 'Breaking news on hospitals and health policy', 'news'],
  ['PubMedBot', 'New papers every hour', 'bot'],
  ['Air quality', 'Automated account: hourly readings', 'bot'],
  ['FDA parody', 'satire', 'public'],
  ['Jay', 'just here for the football', 'public'],
];

test('nine in ten profiles are read as a reader would, and no person is taken for a hospital', () => {
  const wrong = CASES.filter(([name, bio, expected]) => role(name, bio) !== expected).map(
    ([name, bio, expected]) => `${name} (${bio}): ${expected}, read as ${String(role(name, bio))}`,
  );
  const persons = new Set<Role>(['patient', 'public', 'clinician']);
  expect(
    CASES.filter(([name, bio, expected]) => persons.has(expected) && role(name, bio) === 'hospital'),
  ).toEqual([]);
  expect(wrong.length, wrong.join('\n')).toBeLessThanOrEqual(CASES.length * 0.1);
});

test('evidence goes before words: registry, then flag, then a verified domain', () => {
  const profile = { name: 'Anything', bio: '', location: '', domain: 'cdc.gov' };
  expect(readRole(profile)).toEqual({ role: 'government', rule: 'domain' });
  expect(readRole({ ...profile, isBot: true })).toEqual({ role: 'bot', rule: 'flag' });
  expect(readRole(profile, { role: 'hospital' })).toEqual({ role: 'hospital', rule: 'registry' });
});

test('an empty profile has no role', () => {
  expect(readRole({ name: ' ', bio: '', location: '', domain: '' })).toEqual({ role: null, rule: null });
});
