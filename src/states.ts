/**
 * The states, the District of Columbia and the inhabited territories of the United States.
 * Codes: USPS Publication 28, appendix B; FIPS: ANSI INCITS 38:2009; regions: US Census Bureau (the territories belong to none).
 */

export type Region = 'Northeast' | 'Midwest' | 'South' | 'West';

export interface UsState {
  /** Two-letter USPS code. */
  readonly code: string;
  readonly name: string;
  /** Two digits, with the leading zero. */
  readonly fips: string;
  readonly region: Region | null;
  readonly kind: 'state' | 'district' | 'territory';
}

type Row = readonly [code: string, fips: string, name: string];

const BY_REGION: Readonly<Record<Region, readonly Row[]>> = {
  Northeast: [
    ['CT', '09', 'Connecticut'],
    ['MA', '25', 'Massachusetts'],
    ['ME', '23', 'Maine'],
    ['NH', '33', 'New Hampshire'],
    ['NJ', '34', 'New Jersey'],
    ['NY', '36', 'New York'],
    ['PA', '42', 'Pennsylvania'],
    ['RI', '44', 'Rhode Island'],
    ['VT', '50', 'Vermont'],
  ],
  Midwest: [
    ['IA', '19', 'Iowa'],
    ['IL', '17', 'Illinois'],
    ['IN', '18', 'Indiana'],
    ['KS', '20', 'Kansas'],
    ['MI', '26', 'Michigan'],
    ['MN', '27', 'Minnesota'],
    ['MO', '29', 'Missouri'],
    ['ND', '38', 'North Dakota'],
    ['NE', '31', 'Nebraska'],
    ['OH', '39', 'Ohio'],
    ['SD', '46', 'South Dakota'],
    ['WI', '55', 'Wisconsin'],
  ],
  South: [
    ['AL', '01', 'Alabama'],
    ['AR', '05', 'Arkansas'],
    ['DC', '11', 'District of Columbia'],
    ['DE', '10', 'Delaware'],
    ['FL', '12', 'Florida'],
    ['GA', '13', 'Georgia'],
    ['KY', '21', 'Kentucky'],
    ['LA', '22', 'Louisiana'],
    ['MD', '24', 'Maryland'],
    ['MS', '28', 'Mississippi'],
    ['NC', '37', 'North Carolina'],
    ['OK', '40', 'Oklahoma'],
    ['SC', '45', 'South Carolina'],
    ['TN', '47', 'Tennessee'],
    ['TX', '48', 'Texas'],
    ['VA', '51', 'Virginia'],
    ['WV', '54', 'West Virginia'],
  ],
  West: [
    ['AK', '02', 'Alaska'],
    ['AZ', '04', 'Arizona'],
    ['CA', '06', 'California'],
    ['CO', '08', 'Colorado'],
    ['HI', '15', 'Hawaii'],
    ['ID', '16', 'Idaho'],
    ['MT', '30', 'Montana'],
    ['NM', '35', 'New Mexico'],
    ['NV', '32', 'Nevada'],
    ['OR', '41', 'Oregon'],
    ['UT', '49', 'Utah'],
    ['WA', '53', 'Washington'],
    ['WY', '56', 'Wyoming'],
  ],
};

const TERRITORIES: readonly Row[] = [
  ['AS', '60', 'American Samoa'],
  ['GU', '66', 'Guam'],
  ['MP', '69', 'Northern Mariana Islands'],
  ['PR', '72', 'Puerto Rico'],
  ['VI', '78', 'US Virgin Islands'],
];

/** All 56: fifty states and the District by name, then the five territories by name. */
export const STATES: readonly UsState[] = [
  ...Object.entries(BY_REGION)
    .flatMap(([region, rows]) =>
      rows.map(([code, fips, name]): UsState => {
        const kind = code === 'DC' ? 'district' : 'state';
        return { code, name, fips, region: region as Region, kind };
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1)),
  ...TERRITORIES.map(([code, fips, name]): UsState => ({
    code,
    name,
    fips,
    region: null,
    kind: 'territory',
  })),
];

/** By USPS code, in capitals. */
export const STATE_BY_CODE: ReadonlyMap<string, UsState> = new Map(
  STATES.map((state) => [state.code, state]),
);

/** By two-digit FIPS code. */
export const STATE_BY_FIPS: ReadonlyMap<string, UsState> = new Map(
  STATES.map((state) => [state.fips, state]),
);
