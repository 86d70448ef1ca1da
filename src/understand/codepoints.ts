/**
 * What a code point beyond ASCII is to the reader, and the bytes it folds to: case, diacritics and
 * compatibility forms (NFKC) go, so that "CÁNCER", "cáncer", "ＣＡＮＣＥＲ" and "𝗰𝗮𝗻𝗰𝗲𝗿" are one word.
 *
 * Each code point is worked out by the platform's own Unicode tables the first time it is met and kept in a
 * typed array afterwards, so that nothing has to be loaded and reading stays a table look-up.
 */

export const CODE_POINT = {
  /** A letter or digit; it folds to bytes of its own. */
  word: 1,
  /** Marks, zero-width and direction controls, skin tones: they neither show nor part a word. */
  ignored: 2,
  emoji: 3,
  apostrophe: 4,
  /** Ends a clause, as a comma or a full stop does. */
  pause: 5,
  /** Spaces, symbols and all other punctuation. */
  other: 6,
} as const;

/** Folded bytes a code point may take at most; a few ligatures (U+FDFA) would need 33 and count as symbols. */
const LONGEST_FOLD = 9;
const TABLE_SIZE = 0x20000;

/** Letters that decompose into nothing yet are written without their stroke, and ligatures of two letters. */
const LETTERS_BY_HAND = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['ł', 'l'],
  ['đ', 'd'],
  ['ı', 'i'],
]);
const APOSTROPHES = /[\u2018\u2019\u02bc\uff07\u00b4]/u;
const PAUSES =
  /[\u2026\u2014\u2015\u2028\u2029\u0085\u3001\u3002\uff0c\uff01\uff1f\uff1b\u060c\u061f\u00a1\u00bf]/u;
/** Extended pictographs that are marks of trade, not pictures. */
const NOT_PICTURES = /[\u00a9\u00ae\u2122]/u;

/** Entry number of each code point of the first two planes, 0 while it is not known. */
const entries = new Int32Array(TABLE_SIZE);
const entriesAbove = new Map<number, number>();
const kinds: number[] = [0];
const folds: Uint8Array[] = [new Uint8Array(0)];
const encoder = new TextEncoder();

/** The entry of a code point; give it to `kindOf` and `foldOf`. */
export function entryOf(codePoint: number): number {
  if (codePoint < TABLE_SIZE) return entries[codePoint] || learn(codePoint);
  return entriesAbove.get(codePoint) ?? learn(codePoint);
}

export const kindOf = (entry: number): number => kinds[entry];
export const foldOf = (entry: number): Uint8Array => folds[entry];

function learn(codePoint: number): number {
  const character = String.fromCodePoint(codePoint);
  const { kind, fold } = describe(character);
  const entry = kinds.push(kind) - 1;
  folds.push(encoder.encode(fold));
  if (codePoint < TABLE_SIZE) entries[codePoint] = entry;
  else entriesAbove.set(codePoint, entry);
  return entry;
}

function describe(character: string): { kind: number; fold: string } {
  if (APOSTROPHES.test(character)) return { kind: CODE_POINT.apostrophe, fold: "'" };
  if (PAUSES.test(character)) return { kind: CODE_POINT.pause, fold: pauseOf(character) };
  if (/[\p{M}\p{Cf}\p{Emoji_Modifier}]/u.test(character)) return { kind: CODE_POINT.ignored, fold: '' };
  if (/[\p{Extended_Pictographic}\p{Regional_Indicator}]/u.test(character) && !NOT_PICTURES.test(character)) {
    return { kind: CODE_POINT.emoji, fold: character };
  }
  if (!/[\p{L}\p{N}]/u.test(character)) return { kind: CODE_POINT.other, fold: '' };
  const fold = foldLetter(character);
  if (!/^[\p{L}\p{N}]+$/u.test(fold) || encoder.encode(fold).length > LONGEST_FOLD) {
    return { kind: CODE_POINT.other, fold: '' };
  }
  return { kind: CODE_POINT.word, fold };
}

function foldLetter(character: string): string {
  const bare = character.normalize('NFKD').toLowerCase().normalize('NFKD').replace(/\p{M}/gu, '');
  const fold = [...bare].map((letter) => LETTERS_BY_HAND.get(letter) ?? letter).join('');
  return fold.normalize('NFKC');
}

function pauseOf(character: string): string {
  if (/[\uff1f\u061f\u00bf]/u.test(character)) return '?';
  return /[\uff01\u00a1]/u.test(character) ? '!' : '.';
}
