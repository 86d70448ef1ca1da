/**
 * States from bios. Every bio is made up in the style of public profiles, and labelled by hand with the state its writer says
 * they are in ("" where they do not say). The rules were mended on the first list and not touched after the second was written.
 */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAuthorReader } from '../../src/understand/author.ts';
import { readBioState } from '../../src/understand/places/bio.ts';

const LABELLED: readonly (readonly [bio: string, state: string])[] = [
  ['Portland, OR | nurse', 'OR'],
  ['nurse | she/her | Portland, Oregon', 'OR'],
  ['ICU RN • dog mom • Cleveland, OH', 'OH'],
  ['📍 Austin, TX', 'TX'],
  ['📍Chicago', 'IL'],
  ['📍 Houston | type 1 since 1998', 'TX'],
  ['📍 Texas', 'TX'],
  ['Public health researcher. 📍 Madison, WI', 'WI'],
  ['Based in Seattle, WA. Views my own.', 'WA'],
  ['Pediatrician based in Nashville, Tennessee', 'TN'],
  ['Living in Tucson, AZ with two cats and lupus', 'AZ'],
  ['Mom of 3. Lives in Omaha, Nebraska.', 'NE'],
  ['Health dept of Polk County\nDes Moines, IA', 'IA'],
  ['Epidemiologist — Atlanta, GA — opinions mine', 'GA'],
  ['Family doc. Boise, Idaho. Run, ski, repeat.', 'ID'],
  ['Baltimore, MD', 'MD'],
  ['Boston, MA | cardiology', 'MA'],
  ['Philadelphia, PA 🦅', 'PA'],
  ['Washington, DC · health policy', 'DC'],
  ['Jackson, MS', 'MS'],
  ['he/him / Louisville, KY / kidney transplant 2019', 'KY'],
  ['Spokane, WA', 'WA'],
  ['Vancouver, WA | diabetes educator', 'WA'],
  ['Mexico, MO', 'MO'],
  ['Paris, TX. Librarian.', 'TX'],
  ['📍 Las Cruces, NM 🌵', 'NM'],
  ['writer 📍NYC', 'NY'],
  ['📍 Nola', 'LA'],
  ['📍 San Juan, Puerto Rico', 'PR'],
  ['Enfermera | Miami, FL', 'FL'],
  ['Enfermera en Miami, FL', 'FL'],
  ['Sacramento, CA, USA', 'CA'],
  ['Salt Lake City, UT 84101', 'UT'],
  ['St. Louis, MO | Cardinals | migraine', 'MO'],
  ['Winston-Salem, NC', 'NC'],
  ["Coeur d'Alene, ID ~ midwife", 'ID'],
  ['Minneapolis, Minn.', 'MN'],
  ['Pharmacist → Denver, CO', ''],
  ['located in Burlington, VT', 'VT'],
  ['Living near Albany, New York', 'NY'],
  ['🏥 Rochester, MN 🏔', 'MN'],
  ['Community hospital serving the valley.\nFresno, California\n24/7', 'CA'],
  // People, degrees and professions.
  ['Tyler, MD', ''],
  ['Jordan, MD | surgeon', ''],
  ['Madison, PA | she/her', ''],
  ['Marion, DC', ''],
  ['Dr. Austin, MD', ''],
  ['Troy, MA, LPC', ''],
  ['Chelsea, MS, RD', ''],
  ['Charlotte, OR nurse', ''],
  ['Florence, RN', ''],
  ['Dallas, PA-C', ''],
  ['Elizabeth, ND', ''],
  ['Lincoln, MT (ASCP)', ''],
  ['Houston, ID doc', ''],
  ['Jackson, MD', ''],
  ['Faith, Hope, Love, OK?', ''],
  ['Wife, Mom, RN, MA', ''],
  // Elsewhere, and names that lie in two countries.
  ['Perth, WA', ''],
  ['Melbourne, VIC | nurse', ''],
  ['London, Ontario', ''],
  ['Paris, France', ''],
  ['Birmingham, UK', ''],
  ['📍 Birmingham, UK', ''],
  ['📍 Toronto', ''],
  ['📍 Portland, Dorset', ''],
  ['📍 Georgia 🇬🇪', ''],
  ['Tbilisi, Georgia', ''],
  ['📍 everywhere and nowhere', ''],
  ['📍 in my head', ''],
  ['📍 Vancouver', ''],
  ['📍 Lagos, Nigeria | Austin, TX', ''],
  // Places that are not where one is.
  ['Born in Cleveland, OH', ''],
  ['from Detroit, MI', ''],
  ['Originally Buffalo, NY', ''],
  ['formerly Austin, TX', ''],
  ['ex Chicago, IL', ''],
  ['Studied nursing in Ann Arbor, MI', ''],
  ['Conference in Portland, OR next week!', ''],
  ['Author of "Dallas, TX: a history of medicine"', ''],
  ['Fan of Green Bay, WI football', ''],
  ['Go Texas!', ''],
  ['Oklahoma Sooners | RN', ''],
  ['Virginia. Mother of two.', ''],
  ['Georgia, 34, chronic pain', ''],
  ['Washington Post health reporter', ''],
  ['The New York Times', ''],
  ['Kansas City', ''],
  ['I love Seattle, WA', ''],
  ['Missing Santa Fe, NM', ''],
  ['not based in Austin, TX', ''],
  ['no longer living in Austin, TX', ''],
  ['used to be based in Reno, NV', ''],
  ['once lived in Reno, NV', ''],
  ['My heart lives in Savannah, GA', ''],
  ['My parents live in Topeka, KS', ''],
  // Two places.
  ['Austin, TX | Boston, MA', ''],
  ['📍 Austin, TX ✈️ Boston, MA', 'TX'],
  ['Brooklyn, NY | Buffalo, NY', 'NY'],
  ['📍 NYC & LA', ''],
  ['based in Denver, CO | Portland, OR', ''],
  ['📍 Quad Cities', ''],
  // Nothing at all.
  ['', ''],
  ['RN, BSN, CCRN', ''],
  ['just here for the cats', ''],
  ['OK, ME OR HI', ''],
  ['Working in ER, IN awe of my patients', ''],
  ['she/her, PhD', ''],
  ['Retired, CA survivor', ''],
  ['Breast cancer, CO-survivor', ''],
];

/** Written after that; three were read wrongly at first (17 right, 3 wrong), and three words of the rules mended. */
const LATER: readonly (readonly [bio: string, state: string])[] = [
  ['Toledo, Ohio. Grandma. Fibro warrior.', 'OH'],
  ['🌻 Wichita, KS 🌻', 'KS'],
  ['Lupus & coffee ☕ | Raleigh, NC', 'NC'],
  ['📍Pittsburgh', 'PA'],
  ['📍 Columbus, OH', 'OH'],
  ['NICU nurse. She/they. Tacoma, WA', 'WA'],
  ['based in the Bronx, NY', 'NY'],
  ['Lives in Fargo, ND', 'ND'],
  ['Hartford, CT • hospital comms', 'CT'],
  ['New York, NY', 'NY'],
  ['New York, New York', 'NY'],
  ['Anchorage, Alaska | rural health', 'AK'],
  ['Official account of the county health department. Boulder, CO', 'CO'],
  ['(he/him) PhD student, Lubbock, TX', 'TX'],
  ['Bakersfield, CA 93301', 'CA'],
  ['Living with MS in Duluth, MN', 'MN'],
  ['🦷 Dentist in Provo, UT', 'UT'],
  ['📍 the Twin Cities', 'MN'],
  ['Tallahassee, FL / Gainesville, FL', 'FL'],
  ['Currently living in Portland, Maine', 'ME'],
  ['Tennessee. Mama. Type 2.', 'TN'],
  ['Proud resident of Tulsa, OK', 'OK'],
  ['Grant, MD', ''],
  ['Ask me about Sedona, AZ', ''],
  ['Opinions of Lansing, MI sports radio, not mine', ''],
  ['Sydney, NSW', ''],
  ['Hamilton, ON', ''],
  ['Cambridge, MA (Cantab)', ''],
  ['Wellington, NZ | formerly Eugene, OR', ''],
  ['Dublin, Ireland', ''],
  ['Grew up in Billings, MT', ''],
  ['Cork → Boston, MA → Cork', ''],
  ['Next stop: Savannah, GA', ''],
  ['Team Phoenix, AZ Suns', ''],
  ['BSN, MA, CA-licensed', ''],
  ['Mercy, Grace, IN Christ', ''],
  ['Roma, TX? No, the other one', ''],
  ['My brother lives in Akron, OH', ''],
  ['would love living in Asheville, NC', ''],
  ['📍 Manila', ''],
];

/** Written when the rules had been mended twice, and not used to change them. */
const LAST: readonly (readonly [bio: string, state: string])[] = [
  ['Hospice nurse | gardener | Eugene, OR', 'OR'],
  ['Endometriosis advocate 💛 Orlando, FL', 'FL'],
  ['Professor of epidemiology. Chapel Hill, NC.', 'NC'],
  ['local news for people who live here. Based in Erie, Pennsylvania.', 'PA'],
  ['📍Richmond, VA | maternal health', 'VA'],
  ['📍 Denver', 'CO'],
  ['Dad, cyclist, diabetic. Ames, Iowa', 'IA'],
  ['Regional medical center, Level II trauma. Yakima, WA', 'WA'],
  ['MPH • she/her • Oakland, CA', 'CA'],
  ['Bend, OR', 'OR'],
  ['Nurse practitioner in rural Kansas', 'KS'],
  ['Health reporter @ the paper | Newark, NJ', 'NJ'],
  ['Chronic illness, chronic optimism\n\nMobile, AL', 'AL'],
  ['Long COVID since 2020 / Providence, RI', 'RI'],
  ['PT, DPT — Sioux Falls, SD', 'SD'],
  ['Lives in Santa Fe, New Mexico with one husband', 'NM'],
  ['data + public health. 📍 Baltimore, MD', 'MD'],
  ['Charleston, WV | union nurse', 'WV'],
  ['lactation consultant, Fort Worth, TX', 'TX'],
  ['Bozeman, Montana 🏔️', 'MT'],
  ['Emergency physician. Views = mine.', ''],
  ['Science writer. Words in the Times.', ''],
  ['MD, MPH, mother', ''],
  ['Carson, MD', ''],
  ['Avery, PA-C, urgent care', ''],
  ['London | Lagos', ''],
  ['Kingston, Jamaica', ''],
  ['nurse in Manchester', ''],
  ['Windsor, ON', ''],
  ['Proud alum, Michigan State', ''],
  ['Go Bills! Buffalo wings > everything', ''],
  ['Once upon a time in Memphis, TN', ''],
  ['Texas-born, Oslo-based', ''],
  ['working nights so you can sleep', ''],
  ['OR nurse, ER dreams', ''],
  ['I write about Flint, MI water', ''],
  ['Patient 31. IN recovery.', ''],
  ['Lyme disease is real', ''],
  ['Newcastle, NSW 🐨', ''],
  ['📍 somewhere over the rainbow', ''],
];

test.each([
  ['those the rules were mended on', LABELLED, { right: 40, wrong: 0, missed: 3 }],
  ['those written later', LATER, { right: 17, wrong: 0, missed: 5 }],
  ['those written last', LAST, { right: 18, wrong: 0, missed: 2 }],
])(
  'of the states read in bios nearly all are right, and most that are said are found: %s',
  (_, list, counts) => {
    const wrong: string[] = [];
    const missed: string[] = [];
    let right = 0;
    for (const [bio, expected] of list) {
      const { state } = readBioState(bio);
      if (state !== null && state !== expected) wrong.push(`${bio}: ${state}`);
      else if (state === null && expected !== '') missed.push(bio);
      else if (state !== null) right += 1;
    }
    expect(
      { right, wrong: wrong.length, missed: missed.length },
      [...wrong, 'missed:', ...missed].join('; '),
    ).toEqual(counts);
  },
);

test('a pin and words are told from a bare town by their tier', () => {
  expect(readBioState('📍 Houston')).toEqual({ state: 'TX', tier: 'B', rule: 'B1' });
  expect(readBioState('📍 Houston, TX')).toEqual({ state: 'TX', tier: 'A', rule: 'B1' });
  expect(readBioState('Based in Houston, TX')).toEqual({ state: 'TX', tier: 'A', rule: 'B2' });
  expect(readBioState('Houston, TX')).toEqual({ state: 'TX', tier: 'A', rule: 'B3' });
  expect(readBioState('Austin, TX | Boston, MA')).toEqual({ state: null, tier: null, rule: 'L8' });
});

test('a bio is asked only where the profile has no place of its own', () => {
  const readAuthor = createAuthorReader(undefined);
  const profile = { name: 'A', bio: 'nurse | Portland, OR', location: '', domain: '' };
  expect(readAuthor(profile).state).toBe('OR');
  expect(readAuthor({ ...profile, location: 'the moon' }).state).toBeNull();
  expect(readAuthor({ ...profile, location: 'Ohio' }).state).toBe('OH');
});

test('any text gives a reading, in time that grows with its length', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (bio) => {
      readBioState(bio);
    }),
  );
  for (const piece of ['📍 ', 'based in A, ', 'Aa, TX|', "A'", 'living in '] as const) {
    const started = performance.now();
    readBioState(piece.repeat(20_000));
    expect(performance.now() - started).toBeLessThan(500);
  }
});
