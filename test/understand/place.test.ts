/** States from profile locations. Every expectation was worked out by hand from the rules of method e. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readState } from '../../src/understand/place.ts';
import { findCoordinates, stateAt } from '../../src/understand/places/coordinates.ts';
import { cutLocation } from '../../src/understand/places/cut.ts';
import { foldPlace } from '../../src/understand/places/fold.ts';

const stateOf = (location: string) => readState(location).state;

describe('a state said in words or by code', () => {
  test.each([
    ['somewhere in Texas', 'TX'],
    ['houston tx', 'TX'],
    ['portland, or', 'OR'],
    ['indianapolis in', 'IN'],
    ['Brooklyn, NY 11201, USA', 'NY'],
    ['Las Cruces, Nuevo México', 'NM'],
    ['Nueva York, EE. UU.', 'NY'],
    ['Sioux Falls, S.D.', 'SD'],
    ['Charleston, W.Va.', 'WV'],
    ['Illinois, Chicago', 'IL'],
    ['1600 Pennsylvania Ave NW, Washington, DC 20500', 'DC'],
    ['Honolulu, Hawaiʻi', 'HI'],
    ['🇺🇸 Texas', 'TX'],
    ['Miami, FL 🇨🇺', 'FL'],
    ['🇵🇷', 'PR'],
    ['Guam 🇬🇺', 'GU'],
    ['St. Thomas, USVI', 'VI'],
    ['Spokane, Washington', 'WA'],
    ['Mexico, MO', 'MO'],
    ['Jamaica, NY', 'NY'],
    ['Downtown Portland, ME', 'ME'],
    ['North Andover, MA', 'MA'],
    ['Leesburg and Richmond, VA', 'VA'],
  ])('%s is %s', (location, state) => {
    expect(readState(location)).toMatchObject({ state, tier: 'A' });
  });
});

describe('a bare name that mostly means one place', () => {
  test.each([
    ['Seattle', 'WA'],
    ['Suburb of Chicago', 'IL'],
    ['Here and there. Usually in Boston.', 'MA'],
    ['Minneapolis/St. Paul', 'MN'],
    ['San Francisco & Oakland', 'CA'],
    ['Global Citizen based in Austin', 'TX'],
    ['S A V A N N A H', 'GA'],
    ['Philly', 'PA'],
    ['Georgia', 'GA'],
  ])('%s is %s', (location, state) => {
    expect(readState(location)).toMatchObject({ state, tier: 'B' });
  });
});

describe('a person who moved is where they are now', () => {
  test.each([
    ['Born in Ohio, living in Texas', 'TX'],
    ['Texas native in NYC', 'NY'],
    ['Washington State. not DC', 'WA'],
  ])('%s is %s', (location, state) => {
    expect(stateOf(location)).toBe(state);
  });
});

describe('nothing where it may be elsewhere, in two states, or nowhere', () => {
  test.each([
    'London | NYC',
    'Toronto, CA',
    'Bangalore, IN',
    'Medellín, CO',
    'Batumi, Georgia',
    'Chicago 🇬🇧',
    'NYC | DC',
    'Between LA and NYC',
    'OK ✈ TX',
    'Boston, Montréal, Paris',
    'Philadelphia and Washington',
    'Manchester',
    'Columbia',
    'Lake Tahoe',
    'Chesapeake region',
    'Indiana Jones',
    'Public Affairs & PR',
    'Texas Forever',
    '127.0.0.1',
    'she/her',
    '75001 Paris',
    '0.9921875',
    'everywhere and nowhere',
    '\u{1F3F4}\u{E0067}\u{E0062}\u{E0077}\u{E006C}\u{E0073}\u{E007F}',
  ])('%s', (location) => {
    expect(stateOf(location)).toBeNull();
  });

  test('an empty location has no rule either', () => {
    expect(readState(' \n')).toEqual({ state: null, tier: null, rule: null });
  });
});

describe('coordinates and ZIPs', () => {
  test('decimal, with a sign, as telephones write them', () => {
    expect(findCoordinates('ÜT: 40.725815,-74.00777')).toEqual({ latitude: 40.725815, longitude: -74.00777 });
    expect(stateOf('iPhone: 21.3069,-157.8583')).toBe('HI');
    expect(stateOf('18.4655, -66.1057')).toBe('PR');
  });

  test('degrees, minutes and seconds', () => {
    expect(findCoordinates(`N 34°1' 30'' / W 118°24' 0''`)).toEqual({ latitude: 34.025, longitude: -118.4 });
    expect(stateOf(`33°51'S 151°12'E`)).toBeNull();
  });

  test('either side of a border, on the date line, and outside', () => {
    expect(stateAt({ latitude: 39.1155, longitude: -94.6268 })).toBe('KS');
    expect(stateAt({ latitude: 39.0997, longitude: -94.5786 })).toBe('MO');
    expect(stateAt({ latitude: 52.9, longitude: 172.9 })).toBe('AK');
    expect(stateAt({ latitude: 51.5, longitude: -0.14 })).toBeNull();
    expect(findCoordinates('99.123, 200.123')).toBeNull();
  });

  test('a ZIP that is counted up is a joke', () => {
    expect(readState('12345')).toMatchObject({ state: null, rule: 'L9' });
    expect(stateOf('12344')).toBe('NY');
  });

  test('ZIPs by their first three digits, the Pacific ones apart', () => {
    expect(
      ['10001', '94110-1234', '00901', '00802', '96799', '96950', '96910', '00000'].map(stateOf),
    ).toEqual(['NY', 'CA', 'PR', 'VI', 'AS', 'MP', 'GU', null]);
  });
});

describe('how a location is cut', () => {
  test('into places beside each other, each from the smaller to the larger', () => {
    const { groups } = cutLocation('Austin, TX / St. Louis | D.C.');
    expect(groups.map(({ parts }) => parts.map(({ folded }) => folded))).toEqual([
      ['austin', 'tx'],
      ['st louis'],
      ['dc'],
    ]);
  });

  test('one spelling for a name', () => {
    expect(foldPlace('Saint-Louis')).toBe(foldPlace('ST. LOUIS'));
    expect(foldPlace('Coeur d’Alène')).toBe('coeur dalene');
  });
});

describe('bad input', () => {
  test('never throws, and a state comes with a tier and a rule', () => {
    const piece = fc.constantFrom(
      'TX',
      ', ',
      'Paris',
      '/',
      '\uD83C',
      '🇺🇸',
      '\0',
      ' in ',
      'New York',
      '.',
      '-',
      '94110',
      '°',
      '(',
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc.array(piece).map((pieces) => pieces.join('')),
        ),
        (location) => {
          const { state, tier, rule } = readState(location);
          expect(state === null).toBe(tier === null);
          if (state !== null) expect(rule).toMatch(/^L\d+$/);
        },
      ),
      { numRuns: 2000 },
    );
  });

  test('a megabyte takes no longer than a long line', () => {
    for (const unit of ['a', ' ', ', ', '1.1 ', '- ', 'TX/', "1°1'", 'a.b.', '🇺🇸', '@', '\u0301']) {
      const started = performance.now();
      readState(unit.repeat(1_000_000 / unit.length));
      expect(performance.now() - started).toBeLessThan(250);
    }
  });
});
