/**
 * The patterns of personal identifiers: those of the eighteen HIPAA identifiers (45 CFR 164.514(b)(2)) that have one, each
 * with what a text must hold before its pattern is worth trying.
 */

import { CUE, SIGN, type Traits } from './identifier-traits.ts';

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

export interface IdentifierRule {
  readonly kind: Kind;
  /** Digits outside of addresses that every match holds at least. */
  readonly digits?: number;
  /** Digits in a row that every match holds at least. */
  readonly run?: number;
  /** Bits of `SIGN`, all of which a text with a match has. */
  readonly signs?: number;
  /** Where given, a bit of `CUE`: one of its words is part of every match. */
  readonly cue?: number;
  /** What else a text with a match has. */
  readonly mayOccur?: (traits: Traits) => boolean;
  /** The first group stands before the match and belongs to it: an @ is quickly found, a name before one is not. */
  readonly beginsBefore?: true;
  /** With the flag g. */
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

const ADDRESS = /\b(?:https?:\/\/|www\.)[^\s<>"']+/giu;

/** In order of certainty: what an earlier one takes, a later one leaves. */
export const IDENTIFIER_RULES: readonly IdentifierRule[] = [
  {
    kind: 'email',
    signs: SIGN.atInWord,
    beginsBefore: true,
    pattern: /@(?<=([\p{L}\p{N}._%+-]+)@)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)*\.\p{L}{2,}/gu,
  },
  // Who it is stands in the path of an address or in its question, which may follow the name of the host at once.
  {
    kind: 'url',
    signs: SIGN.slash,
    cue: CUE.path,
    mayOccur: hasDigits,
    pattern: ADDRESS,
    holds: carriesId,
  },
  {
    kind: 'url',
    signs: SIGN.equals,
    mayOccur: hasDigits,
    pattern: ADDRESS,
    holds: carriesId,
  },
  {
    kind: 'ssn',
    digits: 9,
    pattern: /(?<![\d-])(?!000|666|9\d\d)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}(?![\d-])/gu,
  },
  {
    kind: 'ssn',
    run: 9,
    cue: CUE.social,
    pattern: /\b(?:ssn|social security(?: number| no\.?| #)?)\D{0,6}\d{9}\b/giu,
  },
  {
    kind: 'medical-record-number',
    digits: 3,
    cue: CUE.record,
    pattern: labelled('mrn|medical records?|patient(?: id| number| #)|chart'),
  },
  {
    kind: 'health-plan-number',
    digits: 3,
    cue: CUE.plan,
    pattern: labelled(
      'policy|member(?:ship)?(?: id| number| #)|subscriber|beneficiary|group(?: id| number| #)|medicare(?: id| number| #)|medicaid(?: id| number| #)|insurance(?: id| number| #)|plan(?: id| number| #)|p[oó]liza',
    ),
  },
  {
    kind: 'account-number',
    digits: 3,
    cue: CUE.account,
    pattern: labelled(
      'account|acct|acc|cuenta|invoice|bill(?:ing)?(?: id| number| #)|claim|iban|routing|card',
    ),
  },
  {
    kind: 'licence-plate',
    digits: 1,
    cue: CUE.plate,
    pattern:
      /\b(?:licen[cs]e plate|number plate|plates?|tag|placa)(?:\s*(?:number|no|#))?\.?\s*(?:(?:is|was|:|#)\s*)*((?=[A-Z0-9 -]*\d)(?=[A-Z0-9 -]*[A-Z])[A-Z0-9]{2,4}[ -]?[A-Z0-9]{2,4})\b/gu,
  },
  {
    kind: 'licence-number',
    digits: 3,
    cue: CUE.licence,
    pattern: labelled("licen[cs]e|driver'?s licen[cs]e|certificate|passport|dea|npi"),
  },
  {
    kind: 'vehicle-number',
    digits: 3,
    cue: CUE.vehicle,
    pattern: /\bVIN\W{0,4}(?:is\s+)?[A-HJ-NPR-Z0-9]{17}\b/giu,
  },
  {
    kind: 'device-serial',
    digits: 3,
    cue: CUE.device,
    pattern: labelled('serial|s\\/n|device(?: id| number| #)|imei|udi'),
  },
  {
    kind: 'ip-address',
    digits: 4,
    signs: SIGN.separatedDigits,
    pattern: /(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\d.]*\d)/gu,
    holds: (match, text) =>
      !/\b(?:v|ver|version|release|build|firmware|update)\.?\s*$/iu.test(before(match, text, 14)),
  },
  {
    kind: 'phone',
    digits: 7,
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
    digits: 4,
    signs: SIGN.separatedDigits,
    pattern:
      /(?<![\d/.-])(?:(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|[12]\d|3[01])|(?:0?[1-9]|[12]\d|3[01])[/.-](?:0?[1-9]|1[0-2]))[/.-](?:(?:19|20)\d\d|\d\d)(?![\d/.-]*\d)/gu,
  },
  {
    kind: 'date',
    digits: 5,
    signs: SIGN.separatedDigits,
    pattern: /(?<!\d)(?:19|20)\d\d[-/.](?:0[1-9]|1[0-2])[-/.](?:0[1-9]|[12]\d|3[01])(?!\d)/gu,
  },
  {
    kind: 'date',
    digits: 1,
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
    signs: SIGN.ordinal,
    cue: CUE.event,
    pattern:
      /\b(?:dob|born|birthday|admitted|discharged|surgery|appointment|due|died|diagnosed|on)\s+(?:is\s+|on\s+|date\s+)*(?:the\s+)?(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)\b|\b(?:dob|born|birthday|admitted|discharged|surgery|appointment|due|died|diagnosed)\W{0,3}(?:is\s+|on\s+|date\s+)*(?:0?[1-9]|1[0-2])\/(?:0?[1-9]|[12]\d|3[01])(?![\d/])/giu,
  },
  {
    kind: 'age-over-89',
    signs: SIGN.greatAge,
    pattern:
      /\b(?:age[ds]?|turn(?:ed|s|ing)|is|am|i'm|im|was)\s+(?:now\s+|almost\s+|nearly\s+)?(?:9\d|1[01]\d)\b(?!\s*(?:%|percent|degrees|minutes|days|weeks|months|lbs?|pounds|kg|kilos|miles|over|\/|[.,]\d))|\b(?:9\d|1[01]\d)[- ]?(?:years?[- ]old|yrs?[- ]old|y\/?o|a[nñ]os)\b/giu,
  },
  {
    kind: 'street-address',
    signs: SIGN.numberBeforeName,
    pattern:
      /(?<![\d$.,/-])\b\d{1,6}\s+(?:[NSEW]\.?\s+)?(?:[\p{Lu}\d][\p{L}\d'.]*\s+){1,4}(?:St|Street|Ave|Avenue|Rd|Road|Blvd|Boulevard|Dr|Drive|Ln|Lane|Ct|Court|Pl|Place|Way|Pkwy|Parkway|Hwy|Highway|Ter|Terrace|Cir|Circle)\b\.?/gu,
  },
  {
    kind: 'street-address',
    digits: 1,
    cue: CUE.box,
    pattern: /\bP\.?\s?O\.? Box \d+/gu,
  },
  {
    kind: 'zip',
    run: 5,
    pattern:
      /\bzip(?:\s*code)?\W{0,3}(?:is\s+)?(\d{5})(?:-\d{4})?\b|\b(?:A[LKZR]|C[AOT]|D[EC]|FL|GA|HI|I[DLNA]|K[SY]|LA|M[EDAINSOT]|N[EVHJMYCD]|O[HKR]|PA|RI|S[CD]|T[NX]|UT|V[TA]|W[AVIY]|PR),?\s+(\d{5})(?:-\d{4})?\b/gu,
    kindOf: (match) => (SMALL_ZIP3.has((match[1] ?? match[2] ?? '').slice(0, 3)) ? 'zip-small' : 'zip'),
  },
  {
    kind: 'zip',
    run: 5,
    cue: CUE.zip,
    pattern: /\bzip(?:\s*code)?\W{0,3}(?:is\s+)?(\d{5})(?:-\d{4})?\b/giu,
    kindOf: (match) => (SMALL_ZIP3.has(match[1].slice(0, 3)) ? 'zip-small' : 'zip'),
  },
  {
    kind: 'handle',
    signs: SIGN.at,
    pattern: /@(?<![\p{L}\p{N}._%+@/-]@)[\p{L}\p{N}_][\p{L}\p{N}_.-]*(?:@[\p{L}\p{N}.-]+)?/gu,
  },
  {
    kind: 'name',
    signs: SIGN.capital,
    mayOccur: mayNameSomebody,
    // A title or a relation opens it; words that are written with a capital follow.
    pattern:
      /\b(?:Dr|Mr|Mrs|Ms|Miss|Prof|Nurse|Sra?|Dra?)\.?\s+(?!Who\b|Pepper\b|Oz\b)\p{Lu}\p{Ll}+(?:[ -]\p{Lu}\p{Ll}+)*|\b[Mm]y\s+(?:\p{Ll}+\s+)?(?:daughter|son|wife|husband|mother|father|mom|mum|dad|sister|brother|friend|partner|grandma|grandpa|aunt|uncle|cousin|niece|nephew|baby|boyfriend|girlfriend),?\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*|\b(?:[Mm]y name is|[Nn]amed|[Mm]e llamo)\s+\p{Lu}\p{Ll}+(?:\s+\p{Lu}\p{Ll}+)*/gu,
  },
];

/** Also within addresses. */
function hasDigits({ digits, digitsOfUrls }: Traits): boolean {
  return digits + digitsOfUrls > 0;
}

/** A title, a relation of "my", or the word for having a name; and something that could be the name. */
function mayNameSomebody({ signs, cues }: Traits): boolean {
  return (
    (signs & SIGN.title) !== 0 ||
    (cues & CUE.named) !== 0 ||
    ((signs & SIGN.myKin) !== 0 && (cues & CUE.my) !== 0 && (cues & CUE.kin) !== 0)
  );
}

/** An address names a person when it carries an id, a token, or a place that only one person has. */
function carriesId([url]: RegExpExecArray): boolean {
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
