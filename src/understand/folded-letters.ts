/** The folded letters of a word in `folded[from, to)`: a letter repeated more than three times is kept three times. */

const APOSTROPHE = 0x27;
const NINE = 0x39;

/** Appends an ASCII letter, digit or sign unless the word ends in three of the same letter; gives the new end. */
export function appendLetter(folded: Uint8Array, from: number, to: number, letter: number): number {
  const last = to - 1;
  const repeated =
    letter > NINE &&
    to - from > 2 &&
    folded[last] === letter &&
    folded[last - 1] === letter &&
    folded[last - 2] === letter;
  if (repeated) return to;
  folded[to] = letter;
  return to + 1;
}

/** Whether the word ends in three of this letter, of one byte or more. */
export function endsInThree(folded: Uint8Array, from: number, to: number, letter: Uint8Array): boolean {
  const { length } = letter;
  if (to - from < 3 * length) return false;
  for (let offset = 1; offset <= 3 * length; offset += 1) {
    if (folded[to - offset] !== letter[(3 * length - offset) % length]) return false;
  }
  return true;
}

/** Whether digits and decimal signs are all there is. */
export function isNumber(folded: Uint8Array, from: number, to: number): boolean {
  for (let index = from; index < to; index += 1) {
    if (folded[index] > NINE || folded[index] === APOSTROPHE) return false;
  }
  return true;
}
