/**
 * Whose name a handle bears: the organisation's, that of the site and the body behind it, or neither.
 * A hospital's page may stand on the site of a system, a county or a university, whose accounts are not the hospital's.
 */

export interface Site {
  /** The organisation's name in the registry. */
  readonly name: string;
  /** Host of the page, such as `www.lakeviewhospital.org`. */
  readonly host: string;
  readonly title: string;
}

export interface Bearing {
  /** Whose account it is, if it is anyone's here. */
  readonly link: 'own' | 'system';
  /** How well the name fits: `whole` without strange words beside it, `part` among others, `site` only the site's. */
  readonly fit: 'whole' | 'part' | 'site' | 'none';
}

const words = (text: string): ReadonlySet<string> => new Set(text.split(' '));
const JOINING = words('a an and at by de del for in la las los of on the to y');
/** Words that say what kind of body it is. */
const KIND = words(
  'hospital hospitals medical center centre centro medico health healthcare care system systems services district clinic clinica campus inc llc corporation authority hosp med ctr hlth hc dba snf nursing home network group',
);
/** Words that most hospitals bear and that tell none from another. */
const COMMON = words(
  'regional memorial community county general saint san santa st university school medicine surgical surgery rehabilitation rehab behavioral mental psychiatric critical access specialty acute mem reg north south east west northern southern eastern western valley city state',
);
/** What handles add to a name without meaning another body. */
const ADDED = [
  ...'healthsystem healthcare childrens community hospital regional memorial medicine official medical health center centre clinic county cares hosp kids care news hlth ctr med rmc the usa mc hs tv us my'.split(
    ' ',
  ),
];
const ABOUT_HEALTH = /hosp|med|health|clinic|care|salud|mc$|hs$/;
/** So few strange letters beside the name are an abbreviation and no word. */
const FEW_LETTERS = 3;

/**
 * @param text a handle, or the words of a link whose handle is a number
 * @param subject name of the thing that JSON-LD gives the account to
 */
export function bearingOf(text: string, site: Site, subject = ''): Bearing {
  const plain = flat(text);
  const label = siteLabel(site.host);
  const siteIsOwn = bearsName(label, site.name);
  const bearsSite = bearsLabel(plain, label);
  const branch = branchWords(site);
  if (branch.length > 0 && !branch.some((word) => holds(plain, word))) {
    // With other words beside the chain's name it is another house of the chain, or something else that it runs.
    const isChain = strangeLetters(plain, site) <= FEW_LETTERS;
    if (bearsSite || bearsName(plain, site.name)) return { link: 'system', fit: isChain ? 'site' : 'none' };
  }
  if (siteIsOwn && isPublicBody(site.host, label) && bearsSite && !ABOUT_HEALTH.test(plain))
    return { link: 'system', fit: 'site' };
  if (bearsName(plain, site.name) && (siteIsOwn || bearsHalf(plain, site.name)))
    return { link: 'own', fit: fitOf(strangeLetters(plain, site), plain.length) };
  if (subject !== '' && bearsAll(flat(subject), site.name) && (siteIsOwn || !bearsSite))
    return { link: 'own', fit: 'whole' };
  return { link: siteIsOwn ? 'own' : 'system', fit: bearsSite ? 'site' : 'none' };
}

/** "Brook Runners" is of the town of Brook, and hardly of its hospital: most of it is another name. */
function fitOf(strange: number, all: number): Bearing['fit'] {
  if (strange <= FEW_LETTERS) return 'whole';
  return strange * 2 > all ? 'none' : 'part';
}

/** Letters and digits only, in lower case, without accents. */
export function flat(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '');
}

function bearsName(text: string, name: string): boolean {
  if (text === '') return false;
  if (tellingWords(name).some((word) => holds(text, word))) return true;
  const initials = initialsOf(name);
  if (initials.length >= 3 && (text.startsWith(initials) || text.endsWith(initials))) return true;
  // "Community Hospital" has no telling word: then the whole name must be there.
  return tellingWords(name).length === 0 && text.includes(wordsOf(name).slice(0, 2).join(''));
}

function bearsHalf(text: string, name: string): boolean {
  const telling = tellingWords(name);
  const borne = telling.filter((word) => holds(text, word)).length;
  return borne * 2 >= telling.length || text.startsWith(initialsOf(name));
}

function bearsAll(text: string, name: string): boolean {
  const telling = tellingWords(name);
  return telling.length > 0 && telling.every((word) => holds(text, word));
}

/** Long words are often cut short; short ones turn up inside others, so they count at an end only. */
function holds(text: string, word: string): boolean {
  if (word.length <= 3) return text.startsWith(word) || text.endsWith(word);
  return text.includes(word.slice(0, 8));
}

function bearsLabel(text: string, label: string): boolean {
  if (label.length < 3 || text === '') return false;
  if (text.includes(label) || (text.length >= 4 && label.includes(text))) return true;
  let shared = 0;
  while (shared < Math.min(text.length, label.length) && text[shared] === label[shared]) shared += 1;
  return shared >= 5;
}

/**
 * The words that tell this house of a chain from its others: "Adell" in "Mercyhill Hospital Adell" on mercyhill.org.
 * They come after the words that the site bears, and after the kind of house if it is named; or the page's title has the
 * name of the chain by itself.
 */
function branchWords(site: Site): readonly string[] {
  const label = siteLabel(site.host);
  const all = wordsOf(site.name);
  const brand = all.findLastIndex((word) => isTelling(word) && label.includes(word.slice(0, 8)));
  if (brand < 0) return [];
  const after = all.slice(brand + 1);
  const kind = after.findIndex((word) => KIND.has(word));
  const isNew = (word: string) => !JOINING.has(word) && !KIND.has(word) && !label.includes(word.slice(0, 8));
  if (kind < 0 || titleNamesChain(site.title, label, after)) return after.filter(isNew);
  return after.slice(kind + 1).filter(isNew);
}

function titleNamesChain(title: string, label: string, after: readonly string[]): boolean {
  const telling = after.filter(isTelling);
  const parts = title.split(/\s[|\u2013\u2014\u00bb:-]\s/).map(flat);
  const isOfHouse = (part: string) => telling.some((word) => holds(part, word));
  return parts.some(isOfHouse) && parts.some((part) => bearsLabel(part, label) && !isOfHouse(part));
}

/** A county, a university or an agency, of whose site the hospital has but a page. */
function isPublicBody(host: string, label: string): boolean {
  return /\.(?:gov|edu|mil|us)$/i.test(host) && !ABOUT_HEALTH.test(label);
}

/** Letters of a handle that neither the name nor the site nor the usual additions explain. */
function strangeLetters(text: string, site: Site): number {
  const label = siteLabel(site.host);
  const known = [
    ...wordsOf(site.name).flatMap((word) => [word, word.slice(0, 8)]),
    initialsOf(site.name),
    ...ADDED,
  ].filter((word) => word.length >= 2);
  // Either may cut the other's words in two: "highmarshmed" leaves "ical" of "highmarshmedical".
  return Math.min(without(text, known).length, without(text, [...known, label]).length);
}

function without(text: string, known: readonly string[]): string {
  return known
    .toSorted((a, b) => b.length - a.length)
    .reduce((rest, word) => rest.replaceAll(word, ' '), text)
    .replaceAll(' ', '');
}

/** `www.lakeview-hospital.org` is `lakeviewhospital`. */
function siteLabel(host: string): string {
  const parts = host
    .toLowerCase()
    .replace(/^www\d?\./, '')
    .split('.');
  const beforeEnd = parts.at(-2) ?? parts[0];
  return flat(
    parts.length > 2 && beforeEnd.length <= 3 && parts.at(-1)?.length === 2
      ? (parts.at(-3) ?? '')
      : beforeEnd,
  );
}

function initialsOf(name: string): string {
  return wordsOf(name)
    .filter((word) => !JOINING.has(word))
    .map((word) => word[0])
    .join('');
}

const isTelling = (word: string) =>
  !JOINING.has(word) && !KIND.has(word) && !COMMON.has(word) && word.length >= 3;

const tellingWords = (name: string): readonly string[] => wordsOf(name).filter(isTelling);

function wordsOf(name: string): string[] {
  return name
    .normalize('NFKD')
    .replace(/[\u0300-\u036f'\u2019.]/g, '')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean);
}
