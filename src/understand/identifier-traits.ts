/**
 * What one pass over the characters of a text says of the identifiers it may hold. Most posts hold none, and this pass is
 * cheaper than the first of the patterns.
 */

/** What one pass over the characters says a text may hold. */
export interface Traits {
  /** Outside of addresses with a named host; an address by number counts as text. */
  readonly digits: number;
  readonly digitsOfUrls: number;
  readonly longestRun: number;
  readonly hasAt: boolean;
  /** An @ behind a letter or digit, as in an e-mail address. */
  readonly hasAtInWord: boolean;
  readonly hasSlash: boolean;
  readonly hasCapital: boolean;
  /** Digits on both sides of a full stop, slash or hyphen. */
  readonly hasSeparatedDigits: boolean;
  /** A number followed at once by "st", "nd", "rd", "th" or by a slash. */
  readonly hasOrdinal: boolean;
  /** A number from 90 to 119 by itself. */
  readonly hasGreatAge: boolean;
  /** A number, white space, and then no small letter. */
  readonly hasNumberBeforeName: boolean;
}

const SPACE = 32;
const HYPHEN = 45;
const STOP = 46;
const SLASH = 47;
const ZERO = 48;
const NINE = 57;
const COLON = 58;
const AT = 64;
const ORDINAL_STARTS = 'snrtSNRT';

/** One pass over the UTF-16 code units of a text. */
export function traitsOf(text: string): Traits {
  const traits = {
    digits: 0,
    digitsOfUrls: 0,
    longestRun: 0,
    hasAt: false,
    hasAtInWord: false,
    hasSlash: false,
    hasCapital: false,
    hasSeparatedDigits: false,
    hasOrdinal: false,
    hasGreatAge: false,
    hasNumberBeforeName: false,
  };
  const length = text.length;
  let inUrl = false;
  for (let index = 0; index < length; index += 1) {
    const code = text.charCodeAt(index);
    if (code <= SPACE) inUrl = false;
    else if (code >= ZERO && code <= NINE) {
      if (inUrl) traits.digitsOfUrls += 1;
      else index = noteNumber(text, index, traits) - 1;
    } else if (code === AT) {
      traits.hasAt = true;
      if (index > 0 && text.charCodeAt(index - 1) > SPACE) traits.hasAtInWord = true;
    } else if (code === SLASH) {
      traits.hasSlash = true;
      // A named host follows "://": its paths hold digits that are neither dates nor telephones.
      if (text.charCodeAt(index - 1) === COLON && text.charCodeAt(index + 1) === SLASH) {
        inUrl = !isDigit(text.charCodeAt(index + 2));
      }
    } else if ((code >= 65 && code <= 90) || code > 191) traits.hasCapital = true;
  }
  return traits;
}

type NumberTraits = { -readonly [Trait in keyof Traits]: Traits[Trait] };

/** Notes the number that starts at `from`, and what stands around it; gives where it ends. */
function noteNumber(text: string, from: number, traits: NumberTraits): number {
  let end = from + 1;
  while (isDigit(text.charCodeAt(end))) end += 1;
  const run = end - from;
  traits.digits += run;
  if (run > traits.longestRun) traits.longestRun = run;
  const first = text.charCodeAt(from);
  const second = text.charCodeAt(from + 1);
  if ((run === 2 && first === NINE) || (run === 3 && first === ZERO + 1 && second <= ZERO + 1)) traits.hasGreatAge = true;
  const next = text.charCodeAt(end);
  if (next === SLASH || next === HYPHEN || next === STOP) {
    if (next === SLASH) traits.hasOrdinal = true;
    if (isDigit(text.charCodeAt(end + 1))) traits.hasSeparatedDigits = true;
  } else if (ORDINAL_STARTS.includes(text[end] ?? ' ')) traits.hasOrdinal = true;
  else if (next <= SPACE || next > 127) {
    let after = end + 1;
    while (text.charCodeAt(after) <= SPACE) after += 1;
    const letter = text.charCodeAt(after);
    if (letter <= 90 || letter > 127) traits.hasNumberBeforeName = true;
  }
  return end;
}

function isDigit(code: number): boolean {
  return code >= ZERO && code <= NINE;
}

