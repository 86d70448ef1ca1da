/**
 * The words by which people name a state in a profile (method e, rules L2, L4, L8), written for this house. Folded as
 * places are: lower case, no marks, `saint` as `st`, `fort` as `ft`, `mount` as `mt`.
 */

import { STATES } from '../../states.ts';

/** Usual abbreviations and Spanish names, beside the names of states.ts. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  AL: 'ala',
  AR: 'arkansaw',
  AS: 'amerika samoa',
  AZ: 'ariz',
  CA: 'calif, estado de california',
  CO: 'colo',
  CT: 'conn',
  DC: 'washington dc, washington d c, wash dc, district of columbia, d c, dc metro, dc area, dc metro area, dc metropolitan area, washington distrito de columbia',
  FL: 'fla, florida keys',
  IA: 'ioway',
  IL: 'ilinois, illinoise',
  KS: 'kans',
  KY: 'kentuck',
  LA: 'louisana, luisiana',
  MA: 'massachussetts, massachusets',
  MI: 'mich',
  MN: 'minn',
  MP: 'cnmi, saipan, northern marianas',
  MS: 'misisipi',
  NC: 'n carolina, no carolina, north carolina, carolina del norte, northcarolina',
  ND: 'n dakota, no dakota, dakota del norte',
  NE: 'nebr',
  NH: 'n hampshire, newhampshire',
  NJ: 'n jersey, new jerz, nueva jersey, newjersey',
  NM: 'n mexico, new mex, nuevo mexico, newmexico',
  NV: 'nev',
  NY: 'new york state, nueva york, newyork, ny state, nys, state of new york, new york st',
  OH: 'oh io',
  OK: 'okla',
  PA: 'penna, pensilvania',
  PR: 'borinquen, puerto rico usa, pto rico',
  RI: 'rhode isl',
  SC: 's carolina, so carolina, carolina del sur, southcarolina',
  SD: 's dakota, so dakota, dakota del sur',
  TN: 'tenn, tennesee, tennesse',
  TX: 'tex, tejas',
  VA: 'commonwealth of virginia',
  VI: 'u s virgin islands, us virgin islands, usvi, american virgin islands',
  WA: 'washington state, wa state, washington st, state of washington, estado de washington, wash state',
  WI: 'wisc, wis',
  WV: 'w virginia, w va, wva, west va, west virginia, westvirginia, virginia occidental',
  WY: 'wyo',
};

/** Abbreviations that are also words: taken only after a comma or a town of that state. */
const WEAK_NAMES: Readonly<Record<string, string>> = {
  AR: 'ark',
  DE: 'del',
  IL: 'ill',
  IN: 'ind',
  KS: 'kan',
  MA: 'mass',
  MS: 'miss',
  MT: 'mont',
  NE: 'neb',
  OR: 'ore, oreg',
  PA: 'penn',
  WA: 'wash',
};

/** Names that stand for one state by use alone (L4). Tier A where nobody means anything else. */
const CERTAIN_ALIASES: Readonly<Record<string, string>> = {
  NY: 'nyc, new york city, newyorkcity, ny city, n y c, new york ny, n y',
  DC: 'wash d c',
};

const ALIASES: Readonly<Record<string, string>> = {
  AZ: 'phx, the valley of the sun, the old pueblo',
  CA: 'la, l a, los angeles county, la county, dtla, sf, s f, sf bay, sf bay area, bay area, the bay area, san francisco bay, san francisco bay area, east bay, east bay area, south bay area, san fran, socal, so cal, norcal, nor cal, central california, silicon valley, inland empire, the ie, hollywood, west hollywood, weho, noho, north hollywood, venice beach, silver lake la, echo park, san fernando valley, san gabriel valley, central valley, napa valley, sonoma county, marin county, marin, orange county ca, lax, sfo, oaktown, sactown, tinseltown, los angeles area, big sur, compton, sherman oaks, santa monica, studio city, van nuys, boyle heights, east los angeles',
  CO: 'mile high city, the mile high city, denver metro, aspen',
  DC: 'wdc, wash d c, capitol hill, the nations capital, nations capital, georgetown dc',
  FL: 'sofla, soflo, so fla, swfl, tampa bay, tampa bay area, miami dade, miami dade county, south beach, space coast, treasure coast, palm beach, palm beach county, broward, broward county, key west, the florida keys, 305 miami, jax, miami beach',
  GA: 'atl, metro atlanta, atlanta metro, hotlanta',
  HI: 'oahu, maui, kauai, big island of hawaii, honolulu, waikiki',
  IL: 'chicagoland, chi town, chitown, windy city, the windy city, ord, cook county, chicago area',
  IN: 'indy, naptown',
  KY: 'louisville metro',
  LA: 'nola, n o l a, nawlins, big easy, the big easy, baton rouge',
  MA: 'cape cod, marthas vineyard, nantucket, beantown, south boston, north shore of boston, bos, greater boston, boston area, metrowest',
  MD: 'bmore, b more, baltimore county, charm city, montgomery county md, pg county',
  MI: 'metro detroit, upper peninsula, the upper peninsula, u p michigan, the mitten, dtw, motor city, the motor city, motown',
  MN: 'twin cities, the twin cities, mpls, msp, st paul, minneapolis st paul',
  KS: 'kck',
  MO: 'kcmo, stl, st louis, ozarks missouri',
  NC: 'research triangle, research triangle park, rtp, raleigh durham, rdu, clt, outer banks, obx, avl, piedmont triad',
  NJ: 'jersey shore, the jersey shore, south jersey, north jersey, central jersey, dirty jersey, new jersey shore, jersey city',
  NM: 'abq, burque',
  NV: 'vegas, las vegas strip, sin city, clark county nv',
  NY: 'brooklyn, bklyn, bk ny, bronx, the bronx, da bronx, south bronx, queens ny, staten island, manhattan, harlem, long island, upstate, upstate ny, upstate new york, wny, western ny, hudson valley, the hudson valley, finger lakes, westchester county, westchester ny, big apple, the big apple, capital region ny, adirondacks, catskills, the catskills, the hamptons, hamptons, nassau county, suffolk county, new york metro, new york area, nyc metro, nyc area, washington heights, east village, upper west side, upper east side, lower east side, bed stuy, bushwick, flatbush, astoria queens, flushing queens, rockaway beach, jamaica queens, cny, wall street',
  OH: 'cle, the land cle, cincy, cbus, northeast ohio, neohio',
  OK: 'okc',
  OR: 'pdx, willamette valley, stumptown',
  PA: 'philly, phila, philadelphia area, pgh, the burgh, lehigh valley, the lehigh valley, poconos, the poconos, nepa, south philly, north philly, west philly, happy valley pa, city of brotherly love, the main line, bucks county, delco',
  PR: 'san juan pr, ponce pr, la isla del encanto, isla del encanto',
  SC: 'lowcountry, the lowcountry, chs sc, hilton head, hilton head island, myrtle beach',
  TN: 'music city, bna, east tn, middle tn, west tn, nashvegas, memphis',
  TX: 'atx, htx, dtx, ftw tx, fwtx, satx, eptx, h town, htown, dfw, d fw, dfw metroplex, the dfw, dfw area, dallas ft worth, dallas fort worth, ft worth, texas hill country, rgv, rio grande valley, hou tx, houston area',
  UT: 'slc, salt lake, park city, utah county, salt lake valley',
  VA: 'nova, northern va, no va, rva, hampton roads, tidewater va, hrva, 757 va, virginia beach va',
  VI: 'st croix, st thomas usvi',
  WA: 'puget sound, puget sound area, seattle area, king county wa, olympic peninsula, sea tac, seatac, eastern washington, western washington, central washington, southwest washington, e washington, w washington',
  WI: 'mke, milwaukee area, brew city',
};

/** Regions across states, names of several states, and words that the lists of towns would mistake (L8, L6). */
const ACROSS_STATES = `
dmv, the dmv, dmv area, carolina, carolinas, the carolinas, dakota, dakotas, the dakotas, quad cities, tri state, tri state area,
tristate, new england, pnw, the pnw, pacific northwest, the pacific northwest, pacific nw, midwest, the midwest,
upper midwest, the south, deep south, the deep south, dirty south, dirty outh, the north, southeast, northeast, southwest,
northwest, mid atlantic, east coast, the east coast, west coast, the west coast, best coast, left coast, gulf coast, the gulf coast, sunbelt,
rust belt, the rust belt, bible belt, great lakes, great plains, high plains, the rockies, rocky mountains,
appalachia, ozarks, the ozarks, four corners, delmarva, eastern shore, cascadia, mason dixon line, mississippi delta,
ohio valley, mid ohio valley, ohio river valley, tennessee valley, missouri valley, delaware valley, hudson, ohio river, mississippi river,
colorado river, kansas city metro, kc metro, kansas city, kc, kc metro area, kansas city area, tahoe, lake tahoe, nj nyc, ny nj, texarkana, kentuckiana, michiana,
new york new jersey, the heartland, heartland, middle america, the states, stateside, lower 48, conus, borderland,
west texas new mexico, virginias, virgin islands, mid south, the mid south, midsouth`;

/** Small words of a whole part that say nothing of where. */
export const NEUTRAL: ReadonlySet<string> = new Set(
  `usa us u s a united states of america the in of at near from by my a home somewhere someplace around here there
  everywhere earth planet world worldwide global international online internet remote area metro metropolitan greater
  downtown uptown midtown north south east west n s e w ne nw se sw northern southern eastern western central northeast northwest
  southeast southwest northeastern northwestern southeastern southwestern upstate lower upper mid middle   interior inland sunny beautiful lovely rainy cloudy snowy gorgeous great good old county counties co city state suburbs suburb
  suburban burbs outside just resident residents y all yall proud always currently usually mostly
  now living live lives based born raised native bred and between metroplex districts district congressional soviet`.split(
    /\s+/,
  ),
);

/** Of a state they take a part; of a town they make something larger. */
export const LANDSCAPE: ReadonlySet<string> = new Set(
  'region coast shore side land lands valley mountains gulf rural coastal plains desert islands country bay foothills'.split(
    ' ',
  ),
);

export interface NamedState {
  readonly code: string;
  readonly tier: 'A' | 'B';
  readonly rule: 'L2' | 'L4';
}

function add(
  into: Map<string, NamedState>,
  lists: Readonly<Record<string, string>>,
  tier: 'A' | 'B',
  rule: 'L2' | 'L4',
) {
  for (const [code, names] of Object.entries(lists)) {
    for (const name of names.split(',')) into.set(name.trim(), { code, tier, rule });
  }
}

function allNames(): Map<string, NamedState> {
  const names = new Map<string, NamedState>();
  add(names, ALIASES, 'B', 'L4');
  add(names, CERTAIN_ALIASES, 'A', 'L4');
  for (const { code, name } of STATES) names.set(name.toLowerCase(), { code, tier: 'A', rule: 'L2' });
  // By rule L7 the bare word is no state; what follows it decides.
  names.delete('washington');
  add(names, OTHER_NAMES, 'A', 'L2');
  return names;
}

/** Names, usual abbreviations and aliases, folded. */
export const STATE_NAMES: ReadonlyMap<string, NamedState> = allNames();

export const WEAK_STATE_NAMES: ReadonlyMap<string, string> = new Map(
  Object.entries(WEAK_NAMES).flatMap(([code, names]) =>
    names.split(',').map((name) => [name.trim(), code] as const),
  ),
);

export const MANY_STATES: ReadonlySet<string> = new Set(ACROSS_STATES.split(',').map((name) => name.trim()));
