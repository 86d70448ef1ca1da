/** A made-up survey in the form of HINTS 7: four respondents, fifty replicates, one of each kind of missing answer. */

import type { Column, DataFrame } from '../../../src/gather/surveys/rda.ts';

const ANSWERS: Readonly<Record<string, Column>> = {
  HHID: ['a1 ', 'a2', 'a3', 'a4'],
  CancerTrustDoctor: ['A lot', 'Some', 'Missing data (Not Ascertained)', 'Not at all'],
  CancerTrustFamily: ['Some', 'Some', 'Multiple responses selected in error', 'A little'],
  CancerTrustGov: ['A lot', 'A lot', 'Some', 'Some'],
  CancerTrustCharities: ['A lot', 'A lot', 'Some', 'Some'],
  CancerTrustReligiousOrgs: ['A lot', 'A lot', 'Some', 'Some'],
  CancerTrustScientists: ['A lot', 'A lot', 'Some', 'Some'],
  TrustHCSystem: ['A lot', 'A lot', 'Some', 'Some'],
  SocMed_Visited: ['Almost everyday', 'almost every day', 'Never', 'Never'],
  SocMed_SharedPers: ['Never', 'Never', 'Never', 'Never'],
  SocMed_SharedGen: ['Never', 'Never', 'Never', 'Never'],
  SocMed_Interacted: ['Never', 'Never', 'Never', 'Never'],
  SocMed_WatchedVid: ['Never', 'Never', 'Never', 'Never'],
  MisleadingHealthInfo: ['A lot', 'Some', 'I do not use social media', 'None'],
  SocMed_MakeDecisions: [
    'Strongly agree',
    'Somewhat agree',
    'Inapplicable, coded 5 in MisleadingHealthInfo',
    'Question answered in error (Commission error)',
  ],
  SocMed_DiscussHCP: ['1', 2, '-1', '3.0'],
  SocMed_TrueFalse: ['1', '2', '', null],
  SocMed_SameViews: ['1', '2', '3', '4'],
  WillingShareData_HCP2: ['Yes', 'No', 'Yes', 'Missing data (Web partial - Question Never Seen)'],
  BirthSex: ['Female', 'Male', 'Don’t know', 'Female'],
  AgeGrpB: ['18-34', '75+', '35-49', 'Unreadable or Nonconforming Numeric Response'],
  Education: ['Postgraduate', 'Some college', '8 through 11 years', 'College graduate'],
  RaceEthn5: ['Hispanic', 'Non-Hispanic White', 'Non-Hispanic Asian', 'Non-Hispanic Other'],
  CENSREG: ['South', 'West', 'Midwest', 'Northeast'],
};

export function smallSurvey(): Map<string, Column> {
  const columns = new Map(Object.entries(ANSWERS));
  for (let replicate = 0; replicate <= 50; replicate += 1)
    columns.set(
      `PERSON_FINWT${replicate}`,
      [100, 200, 300.5, 400].map((weight, row) => (replicate % 4 === row + 1 ? 0 : weight)),
    );
  return columns;
}

export function frameOf(columns: ReadonlyMap<string, Column>): DataFrame {
  return { rows: columns.get('HHID')?.length ?? 4, columns };
}

/** The same survey as a CSV file. */
export function csvOf(columns: ReadonlyMap<string, Column>): string {
  const quote = (cell: string | number | null) => `"${String(cell ?? '').replaceAll('"', '""')}"`;
  const rows = Array.from({ length: 4 }, (_, row) =>
    [...columns.values()].map((column) => quote(column[row])).join(','),
  );
  return [[...columns.keys()].map(quote).join(','), ...rows].join('\n');
}
