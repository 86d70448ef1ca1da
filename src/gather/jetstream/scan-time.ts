/** Times in bytes, without a text made of them: what Date.parse would answer, which is asked where the form is another. */

const NINE = 9;
const ZERO = 48;
const DASH = 45;
const COLON = 58;
const LETTER_T = 84;
const LETTER_Z = 90;
const POINT = 46;
/** `YYYY-MM-DDTHH:mm:ss` */
const UP_TO_SECONDS = 19;
const LONGEST_FRACTION = 9;

/** The day read last: a stream has few of them. */
const lastDay = { number: -1, startMs: Number.NaN };

/** Milliseconds since 1970 of the instant in `bytes[from, to)`, NaN where it is none. */
export function instantAt(bytes: Buffer, from: number, to: number): number {
  const day =
    numberAt(bytes, from, 4) * 10_000 + numberAt(bytes, from + 5, 2) * 100 + numberAt(bytes, from + 8, 2);
  const hour = numberAt(bytes, from + 11, 2);
  const minute = numberAt(bytes, from + 14, 2);
  const second = numberAt(bytes, from + 17, 2);
  const milliseconds = millisecondsAt(bytes, from + UP_TO_SECONDS, to);
  const isPlain =
    bytes[from + 4] === DASH &&
    bytes[from + 7] === DASH &&
    bytes[from + 10] === LETTER_T &&
    bytes[from + 13] === COLON &&
    bytes[from + 16] === COLON &&
    day >= 0 &&
    hour >= 0 &&
    hour < 24 &&
    minute >= 0 &&
    minute < 60 &&
    second >= 0 &&
    second < 60 &&
    milliseconds >= 0;
  if (!isPlain) return Date.parse(bytes.toString('utf8', from, to));
  if (day !== lastDay.number) {
    lastDay.number = day;
    lastDay.startMs = Date.parse(`${bytes.toString('latin1', from, from + 10)}T00:00:00Z`);
  }
  return lastDay.startMs + hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds;
}

/** The whole number that `digits` digits at `at` make; far below zero where one of them is none. */
export function numberAt(bytes: Uint8Array, at: number, digits: number): number {
  let number = 0;
  for (let index = at; index < at + digits; index += 1) {
    const digit = bytes[index] - ZERO;
    if (!(digit >= 0 && digit <= NINE)) return Number.NEGATIVE_INFINITY;
    number = number * 10 + digit;
  }
  return number;
}

/** Of `Z` or a fraction with `Z` after it; the fraction is cut off after the millisecond. -1 for anything else. */
function millisecondsAt(bytes: Uint8Array, at: number, to: number): number {
  const last = to - 1;
  if (last < at || bytes[last] !== LETTER_Z) return -1;
  if (last === at) return 0;
  const digits = last - at - 1;
  if (bytes[at] !== POINT || digits < 1 || digits > LONGEST_FRACTION || numberAt(bytes, at + 1, digits) < 0)
    return -1;
  const shown = Math.min(digits, 3);
  return numberAt(bytes, at + 1, shown) * 10 ** (3 - shown);
}
