/**
 * Personal identifiers in a text, by pattern: those of the eighteen HIPAA identifiers (45 CFR 164.514(b)(2)) that have one.
 * Names are found by title and by relation only, which is far from all of them; figures report them apart.
 * Most posts hold none, so what a post cannot contain is ruled out by one look at its characters.
 */

import type { IdentifierHit } from '../records.ts';
import { CUE, type Traits, traitsOf } from './identifier-traits.ts';
import { createTokeniser } from './text.ts';

type Kind =
  | 'phone'
  | 'fax'
  | 'email'
  | 'ssn'
  | 'medical-record-number'
  | 'health-plan-number'
  | 'account-number'
  | 'licence-number'
  | 'licence-plate'
  | 'vehicle-number'
  | 'device-serial'
  | 'url'
  | 'ip-address'
  | 'date'
  | 'age-over-89'
  | 'zip'
  | 'zip-small'
  | 'street-address'
  | 'handle'
  | 'name';

/** Kinds found by pattern, for which nothing may be missed. */
export const PATTERN_KINDS: readonly Kind[] = [
  'phone',
  'fax',
  'email',
  'ssn',
  'medical-record-number',
  'health-plan-number',
  'account-number',
  'licence-number',
  'licence-plate',
  'vehicle-number',
  'device-serial',
  'url',
  'ip-address',
  'date',
  'age-over-89',
  'zip',
  'zip-small',
  'street-address',
  'handle',
];

interface Rule {
  readonly kind: Kind;
  /** Every match but those of these holds a digit. */
  readonly withoutDigits?: true;
  readonly mayOccur: (traits: Traits) => boolean;
  /** Where given, a bit of `CUE`: one of its words is part of every match. */
  readonly cue?: number;
  /** Where given, every match starts with it, and the pattern is sticky. */
  readonly startsWith?: string;
  readonly pattern: RegExp;
  /** Looks at the match in its place; false lets it go. */
  readonly holds?: (match: RegExpExecArray, text: string) => boolean;
  readonly kindOf?: (match: RegExpExecArray) => Kind;
}

const MONTH =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre)';

/** A number that follows its own name: "policy number is HPX-2291-0087", "Account #: 0099". Needs a digit in it, and more than a year. */
const labelled = (label: string) =>
  new RegExp(
    `\\b(?:${label})(?:\\s*(?:numbers?|num|nos?|id|ids|#|nbr))?\\.?\\s*(?:(?:is|was|are|es|:|=|#|\\.)\\s*)*(?!(?:19|20)\\d\\d\\b)((?=[A-Z0-9-]*\\d)[A-Z0-9][A-Z0-9-]{3,})\\b`,
    'giu',
  );

/**
 * Three-digit areas with 20,000 people or fewer, to be printed as 000: the list of the Office for Civil Rights' guidance on
 * de-identification (2012), from the 2010 census.
 */
const SMALL_ZIP3 = new Set(
  '036 059 102 202 203 204 205 369 556 692 753 772 821 823 878 879 884 893'.split(' '),
);

const WRITTEN_RULES: readonly Rule[] = [
  {
    kind: 'email',
    withoutDigits: true,
    mayOccur: (t) => t.hasAtInWord,
    pattern: /[\p{L}\p{N}._%+-]+@[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu,
  },
  {
    kind: 'url',
    mayOccur: (t) =>
      t.hasSlash && t.digits + t.digitsOfUrls > 0 && (t.hasEquals || (t.cues & CUE.path) !== 0),
    pattern: /\b(?:https?:\/\/|www\.)[^\s<>"']+/giu,
    holds: (match) => carriesId(match[0]),
  },
  {
    kind: 'ssn',
    mayOccur: (t) => t.digits >= 9,
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/gu,
  },
  {
    kind: 'ssn',
    mayOccur: (t) => t.longestRun >= 9,
    cue: CUE.social,
    pattern: /\b(?:ssn|social security(?: number| no\.?| #)?)\D{0,6}\d{9}\b/giu,
  },
  {
    kind: 'medical-record-number',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.record,
    pattern: labelled('mrn|medical records?|patient(?: id| number| #)|chart'),
  },
  {
    kind: 'health-plan-number',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.plan,
    pattern: labelled(
      'policy|member(?:ship)?(?: id| number| #)|subscriber|beneficiary|group(?: id| number| #)|medicare(?: id| number| #)|medicaid(?: id| number| #)|insurance(?: id| number| #)|plan(?: id| number| #)|p[oó]liza',
    ),
  },
  {
    kind: 'account-number',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.account,
    pattern: labelled(
      'account|acct|acc|cuenta|invoice|bill(?:ing)?(?: id| number| #)|claim|iban|routing|card',
    ),
  },
  {
    kind: 'licence-plate',
    mayOccur: (t) => t.digits >= 1,
    cue: CUE.plate,
    pattern:
      /\b(?:licen[cs]e plate|number plate|plates?|tag|placa)(?:\s*(?:number|no|#))?\.?\s*(?:(?:is|was|:|#)\s*)*((?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4})\b/gu,
  },
  {
    kind: 'licence-number',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.licence,
    pattern: labelled("licen[cs]e|driver'?s licen[cs]e|certificate|passport|dea|npi"),
  },
  {
    kind: 'vehicle-number',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.vehicle,
    pattern: /\bVIN\W{0,4}(?:is\s+)?[A-HJ-NPR-Z0-9]{17}\b/giu,
  },
  {
    kind: 'device-serial',
    mayOccur: (t) => t.digits >= 3,
    cue: CUE.device,
    pattern: labelled('serial|s\\/n|device(?: id| number| #)|imei|udi'),
  },
  {
    kind: 'ip-address',
    mayOccur: (t) => t.digits >= 4 && t.hasSeparatedDigits,
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/gu,
    holds: (match, text) =>
      !/\b(?:v|ver|version|release|build|firmware|update)\.?\s*$/iu.test(before(match, text, 14)),
  },
  {
    kind: 'phone',
    mayOccur: (t) => t.digits >= 7,
    pattern:
      /(?<![\d.,/-])(?:\+?\d{1,3}[ .-]?)?(?:\(\d{3}\)[ .-]?|\d{3}[ .-])\d{3}[ .-]\d{4}(?!\d|[-.]\d)|(?<![\d.,/$#-])(?:call|text|phone|tel|cell|mobile|fax|whatsapp|llama)\D{0,12}(?:\d{10}|\d{3}[ .-]\d{4}|\+\d[\d .-]{8,15})(?!\d)|(?<!\w)\+\d{1,3}[ .-]?(?:\(?\d{1,4}\)?[ .-]?){2,4}\d{2,4}(?!\d)/giu,
    kindOf: (match) =>
      /fax/iu.test(match[0]) ||
      /\bfax(?:\s+(?:is|at|number|no))*\W{0,4}$/iu.test(before(match, match.input, 18))
        ? 'fax'
        : 'phone',
  },
  // Dates but for the year: numeric with a year, ISO, or by the name of the month.
  {
    kind: 'date',
    mayOccur: (t) => t.digits >= 4 && t.hasSeparatedDigits,
    pattern:
      /(?<![\d/.-])(?:(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2]))[/.-](?:(?:19|20)\d\d|\d\d)(?![\d/.-]*\d)/gu,
  },
  {
    kind: 'date',
    mayOccur: (t) => t.digits >= 5 && t.hasSeparatedDigits,
    pattern: /(?<!\d)(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?!\d)/gu,
  },
  {
    kind: 'date',
    mayOccur: (t) => t.digits >= 1,
    cue: CUE.month,
    pattern: new RegExp(
      `\\b${MONTH}\\.?\\s+(?:the\\s+)?(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?(?![\\d:])(?:,?\\s+(?:19|20)\\d\\d)?|(?<![\\d.:/-])(?:0?[1-9]|[12]\\d|3[01])(?:st|nd|rd|th)?\\s+(?:of\\s+|de\\s+)?${MONTH}\\b`,
      'giu',
    ),
    // "may 10 people come" is no date: the month May is written with a capital, the verb is not.
    holds: (match) => !/^may\s/u.test(match[0]) && !/\d\s+may\b/u.test(match[0]),
  },
  {
    kind: 'date',
    mayOccur: (t) => t.hasOrdinal,
    pattern:
      /\b(?:dob|born|birthday|admitted|discharged|surgery|appointment|due|died|diagnosed|on)\s+(?:is\s+|on\s+|date\s+)*(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b|\b(?:dob|born|birthday|admitted|discharged|surgery|appointment|due|died|diagnosed)\W{0,3}(?:is\s+|on\s+|date\s+)*(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?![\d/])/giu,
  },
  {
    kind: 'age-over-89',
    mayOccur: (t) => t.hasGreatAge,
    pattern:
      /\b(?:age[ds]?|turn(?:ed|s|ing)|is|am|i'm|im|was)\s+(?:now\s+|almost\s+|nearly\s+)?(?:9\d|1[01]\d)\b(?!\s*(?:%|percent|degrees|minutes|days|weeks|months|lbs?|pounds|kg|kilos|miles|over|\/|[.,]\d))|\b(?:9\d|1[01]\d)[- ]?(?:years?[- ]old|yrs?[- ]old|y\/?o|a[nñ]os)\b/giu,
  },
  {
    kind: 'street-address',
    mayOccur: (t) => t.hasNumberBeforeName,
    pattern:
      /(?<![\d$.,/-])\b\d{1,6}\s+(?:[NSEW]\.?\s+)?(?:[\p{Lu}\d][\p{L}\d'.]*\s+){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Ct|Court|Pl|Place|Way|Pkwy|Parkway|Hwy|Highway|Ter|Terrace|Cir|Circle)\b\.?/gu,
  },
  {
    kind: 'street-address',
    mayOccur: (t) => t.digits >= 1,
    cue: CUE.box,
    pattern: /\bP\.?\s?O\.? Box \d+/gu,
  },
  {
    kind: 'zip',
    mayOccur: (t) => t.longestRun >= 5,
    pattern:
      /\bzip(?:\s*code)?\W{0,3}(?:is\s+)?(\d{5})(?:-\d{4})?\b|\b(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|PR),?\s+(\d{5})(?:-\d{4})?\b/gu,
    kindOf: (match) => (SMALL_ZIP3.has((match[1] ?? match[2] ?? '').slice(0, 3)) ? 'zip-small' : 'zip'),
  },
  {
    kind: 'zip',
    mayOccur: (t) => t.longestRun >= 5,
    cue: CUE.zip,
    pattern: /\bzip(?:\s*code)?\W{0,3}(?:is\s+)?(\d{5})(?:-\d{4})?\b/giu,
    kindOf: (match) => (SMALL_ZIP3.has(match[1].slice(0, 3)) ? 'zip-small' : 'zip'),
  },
  {
    kind: 'handle',
    withoutDigits: true,
    mayOccur: (t) => t.hasAt,
    startsWith: '@',
    pattern: /(?<![\p{L}\p{N}._%+@/-])@[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/uy,
  },
  {
    kind: 'name',
    withoutDigits: true,
    mayOccur: mayNameSomebody,
    // A title or a relation opens it; words that are written with a capital follow.
    pattern:
      /\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Nurse|Sra?|Dra?)\.?\s+(?!Who\b|Pepper\b|Oz\b)\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)*|\b[Mm]y\s+(?:\p{Ll}+\s+)?(?:daughter|son|wife|husband|mother|father|mom|mum|dad|sister|brother|friend|partner|grandma|grandpa|aunt|uncle|cousin|niece|nephew|baby|boyfriend|girlfriend),?\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*|\b(?:[Mm]y name is|[Nn]amed|[Mm]e llamo)\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*/gu,
  },
];

/** The rules with every property in its place, so that the engine walks them as rows of one shape; cue 0 is none. */
const RULES = WRITTEN_RULES.map((rule) => ({
  kind: rule.kind,
  withoutDigits: rule.withoutDigits ?? false,
  mayOccur: rule.mayOccur,
  cue: rule.cue ?? 0,
  startsWith: rule.startsWith,
  pattern: rule.pattern,
  holds: rule.holds,
  kindOf: rule.kindOf,
}));
const RULES_WITHOUT_DIGITS = RULES.filter((rule) => rule.withoutDigits);

const tokenise = createTokeniser();

/**
 * Every identifier with its kind and place, in the order of the text; where two overlap, the first and longer one.
 * @param traits those of the same text, where they are known already
 */
export function findIdentifiers(text: string, traits: Traits = traitsOfText(text)): IdentifierHit[] {
  const found: IdentifierHit[] = [];
  // One flag a character, so that a text of many identifiers still takes time in proportion to its length.
  let taken: Uint8Array | null = null;
  const hasDigits = traits.digits > 0 || traits.digitsOfUrls > 0;
  for (const rule of hasDigits ? RULES : RULES_WITHOUT_DIGITS) {
    if (rule.cue !== 0 && (traits.cues & rule.cue) === 0) continue;
    if (!rule.mayOccur(traits)) continue;
    for (let match = nextMatch(rule, text, 0); match; match = nextMatch(rule, text, rule.pattern.lastIndex)) {
      if (rule.holds && !rule.holds(match, text)) continue;
      const start = match.index;
      const end = start + match[0].length;
      // Rules stand in order of certainty: what an earlier one has taken, a later one leaves.
      taken ??= new Uint8Array(text.length);
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ kind: rule.kindOf?.(match) ?? rule.kind, start, end });
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
}

/** The text with every identifier replaced by its kind in brackets. */
export function maskIdentifiers(text: string, hits: readonly IdentifierHit[]): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of hits) {
    masked += `${text.slice(from, start)}[${kind}]`;
    from = end;
  }
  return masked + text.slice(from);
}

function nextMatch(
  { pattern, startsWith }: Pick<(typeof RULES)[number], 'pattern' | 'startsWith'>,
  text: string,
  from: number,
): RegExpExecArray | null {
  if (startsWith === undefined) {
    pattern.lastIndex = from;
    return pattern.exec(text);
  }
  for (let at = text.indexOf(startsWith, from); at >= 0; at = text.indexOf(startsWith, at + 1)) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}

/** A title, a relation of "my", or the word for having a name; and something that could be the name. */
function mayNameSomebody({ hasCapital, hasTitle, cues }: Traits): boolean {
  if (!hasCapital) return false;
  return hasTitle || (cues & CUE.named) !== 0 || ((cues & CUE.my) !== 0 && (cues & CUE.kin) !== 0);
}

function traitsOfText(text: string): Traits {
  return traitsOf(tokenise(text));
}

/** An address names a person when it carries an id, a token, or a place that only one person has. */
function carriesId(url: string): boolean {
  return (
    /[?&](?:token|id|uid|user|patient|session|key|code|auth|mrn|email)=/iu.test(url) ||
    /\/(?:patients?|users?|members?|accounts?|records?|charts?|profile|portal|appointments?)\/[\w.-]*\d/iu.test(
      url,
    )
  );
}

function before(match: RegExpExecArray, text: string, characters: number): string {
  return text.slice(Math.max(0, match.index - characters), match.index);
}
