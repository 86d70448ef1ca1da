/**
 * `node --import tsx scripts/places.ts FOLDER`: writes the tables of American places that understand/places reads, from two lists
 * under CC BY 4.0: SimpleMaps US Cities (uscities.csv) and the GeoNames postal codes (geonames_postal_US.txt). The same
 * bytes come out of the same lists.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { ABROAD } from '../src/understand/places/abroad.ts';
import { foldPlace } from '../src/understand/places/fold.ts';
import { STATE_NAMES } from '../src/understand/places/names.ts';
import { STATE_BY_CODE } from '../src/states.ts';

const OUT = 'src/understand/places';
/** Method e, L6: the bare name of a city counts when it is five times the next namesake. */
const DOMINANCE = 5;
const SMALLEST_LISTED = 1000;
/** Below this a bare name is a word, a surname or a place abroad too often. */
const SMALLEST_BARE = 20_000;
/**
 * The list counts a large city with its surroundings, so that it seems further ahead of its namesakes than it is.
 * By the census of 2020 (city proper) these are not five times the next.
 */
const NOT_DOMINANT = new Set(
  `albany, altoona, alton, bay city, burbank, canton, carbondale, carrollton, charleston, columbia, columbus, duluth,
  elizabethtown, erie, fredericksburg, greenville, harrisburg, huntington, huntsville, jackson, johnson city, kansas city,
  lansing, madison, marysville, richmond, rochester, saginaw, salem, spring hill, syracuse, trenton, warren`
    .split(',')
    .map((name) => name.trim()),
);
/** Cities that are first of all a word, a name of a person or part of another place. */
const WORDS = new Set(
  `independence, surprise, normal, orange, federal way, sunrise, liberty, commerce, mobile, corona, temple, union,
  pearl, concord, superior, media, gary, troy, paradise, enterprise, hope, eden, mission, wyoming, parker, taylor,
  country club, sandy, rogers, weston, bryan, cary, mesquite, riverside, riverview, lake forest, plantation, winchester, coral,
  oasis, pacifica, sierra vista, spring, spring valley, spring branch, summit, university, orange park, brandon, logan, tyler, allen, frisco,   bountiful, fountain, post falls, rock hill, rock island, the villages, the hills, happy valley, maple, olive branch, georgetown,
  kent, hampton, florence, paris, ontario, moscow, lebanon, peru, cuba, mexico, delaware, nevada, california,
  indiana, texas city, virginia, montana, pullman, beloit, euclid, muse, novi, phoenixville, hercules, imperial, pomona, vista, stockton on tees,
  tracy, murray, clinton, franklin, greenwood, auburn, jefferson, lincoln park, marion, monroe, norman, wayne, palm beach, newton,
  keller, parma, benton, kennedy, harvey, harrison, rosemead, lynn, lawrence, garland, irving, edison, melrose, davis, delano,
  livermore, porter, ramona, west covina hills, elgin, blaine, medford, southgate, sterling, holland, midland, portage, park ridge, waterford,
  belmont, brookline, chelsea, everett, malden, marlborough, quincy, beverly, revere, somerset, kingston, andover, milton, dover, derry, merrimack,
  central, marina, cypress, moore, wright, brent, golden, buckeye, mesa, bell, campbell, linda, walnut, antelope, lawton, chandler,
  gilbert, holiday, keystone, homestead, jupiter, navarre, pace, sebastian, golden gate, kendall, tucker, griffin, dalton, crystal,
  elizabeth, garfield, linden, shirley, coram, whitney, sparks, hickory, matthews, wilson, garner, leland, prosper, converse, zion,
  lisle, darien, holt, pontiac, marquette, butte, mentor, stow, hurst, duncan, katy, kyle, roy, magna, draper, orchards,
  petersburg, warwick, mandeville, margate, chesterfield, salina, arcadia, florin, el monte, camden, woodbridge, burke, saratoga,
  madera, whitehall, five corners, battle ground, san juan, san luis, san carlos, san gabriel, san jacinto, san rafael, santa maria,
  st george, st joseph, carmel, carson, anthem, winter garden, summerville, potomac, severn, landover, apex, plum, mcnair, carolina, bear`
    .split(',')
    .map((name) => foldPlace(name)),
);

/** Where towns are no places to the census, so that the list of cities misses them. */
const NORTHEAST = new Set('CT MA ME NH NJ NY PA RI VT'.split(' '));

interface Town {
  readonly population: number;
  readonly isListed: boolean;
}

type Towns = Map<string, Map<string, Town>>;

function townsOf(folder: string): Towns {
  const towns: Towns = new Map();
  const put = (name: string, state: string, population: number) => {
    const folded = foldPlace(name);
    if (folded === '' || !STATE_BY_CODE.has(state)) return;
    const states = towns.get(folded) ?? new Map<string, Town>();
    const known = states.get(state)?.population ?? 0;
    const most = Math.max(known, population);
    states.set(state, { population: most, isListed: most >= SMALLEST_LISTED });
    towns.set(folded, states);
  };
  for (const row of cityRows(folder)) {
    put(row.city_ascii, row.state_id, Number(row.population) || 0);
  }
  for (const [, , place, , state] of postalRows(folder))
    put(place, state, NORTHEAST.has(state) ? SMALLEST_LISTED : 0);
  return towns;
}

function cityRows(folder: string): Record<string, string>[] {
  const content = readFileSync(join(folder, 'simplemaps_uscities.csv'));
  return parse(content, { columns: true, bom: true });
}

function postalRows(folder: string): string[][] {
  return readFileSync(join(folder, 'geonames_postal_US.txt'), 'utf8')
    .split('\n')
    .map((line) => line.split('\t'))
    .filter((cells) => cells.length > 4);
}

function isDominant(name: string, states: ReadonlyMap<string, Town>): string | null {
  if (NOT_DOMINANT.has(name) || WORDS.has(name) || ABROAD.has(name) || STATE_NAMES.has(name)) return null;
  const [[first, { population }], second] = [...states].sort(([, a], [, b]) => b.population - a.population);
  if (population < SMALLEST_BARE) return null;
  return population >= DOMINANCE * (second?.[1].population ?? 0) ? first : null;
}

function writeTowns(folder: string): void {
  const lines = new Map<string, string[]>();
  for (const [name, states] of [...townsOf(folder)].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const dominant = isDominant(name, states);
    // A hamlet is listed only where its name would otherwise be taken for another state's city or for a place abroad.
    const meansElsewhere =
      ABROAD.has(name) || STATE_NAMES.has(name) || [...states.values()].some((town) => town.isListed);
    for (const [state, { isListed }] of states) {
      if (!isListed && !meansElsewhere) continue;
      const names = lines.get(state) ?? [];
      names.push(state === dominant ? `${name}*` : name);
      lines.set(state, names);
    }
  }
  const body = [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([state, names]) => `${state}\t${names.join(',')}`);
  const heading = [
    '# Towns by state, made by scripts/places.ts from SimpleMaps US Cities (https://simplemaps.com/data/us-cities, CC BY 4.0)',
    '# and GeoNames postal codes (https://www.geonames.org, CC BY 4.0). A star: the bare name means this town (method e, L6).',
  ];
  writeFileSync(join(OUT, 'towns.txt'), `${[...heading, ...body].join('\n')}\n`);
}

/** USPS: 006 to 009 and 969 serve the islands, which the list of postal codes leaves out. */
const ISLANDS = [
  ['006', 'PR'],
  ['007', 'PR'],
  ['008', 'VI'],
  ['009', 'PR'],
  ['969', 'GU'],
] as const;

function writeZips(folder: string): void {
  const counts = new Map<string, Map<string, number>>();
  for (const [, zip, , , state] of postalRows(folder)) {
    if (!STATE_BY_CODE.has(state)) continue;
    const prefix = zip.slice(0, 3);
    const states = counts.get(prefix) ?? new Map<string, number>();
    states.set(state, (states.get(state) ?? 0) + 1);
    counts.set(prefix, states);
  }
  const state = new Map<string, string>();
  for (const [prefix, states] of counts) state.set(prefix, [...states].sort(([, a], [, b]) => b - a)[0][0]);
  for (const [prefix, code] of ISLANDS) state.set(prefix, code);
  const prefixes = new Map<string, string[]>();
  for (const [prefix, code] of [...state].sort(([a], [b]) => (a < b ? -1 : 1))) {
    prefixes.set(code, [...(prefixes.get(code) ?? []), prefix]);
  }
  const body = [...prefixes]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([code, list]) => `${code}\t${list.join(',')}`);
  const heading =
    '# State by the first three digits of a ZIP, made by scripts/places.ts from GeoNames postal codes (CC BY 4.0).';
  writeFileSync(join(OUT, 'zip3.txt'), `${[heading, ...body].join('\n')}\n`);
}

const folder = process.argv[2] ?? '../shared/data/geo';
writeTowns(folder);
writeZips(folder);
