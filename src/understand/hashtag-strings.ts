/**
 * The words of a hashtag, over strings (methods c): cut at underscores, where letters and digits meet, and where the case
 * changes; an upper-case run before lower case is cut so that the lower-case part is a known word (NHS|staff), else before
 * its last capital (AIDS|Day). A piece in one case that is no known word is cut into the cheapest known words, none of
 * one letter; what cannot be cut stays whole.
 */

import type { WordCosts } from './word-costs.ts';

/** Longer pieces are not cut: nobody writes them, and the time would grow with their length. */
export const LONGEST_PIECE = 48;
export const SHORTEST_CUT = 5;
export const LONGEST_WORD = 24;
/** Every word costs this on top, so that few long words win over many short ones. */
export const COST_OF_A_CUT = 6;
/** Two-letter words that may be pieces of a tag; other pairs of letters are more often chance. */
export const SHORT_WORDS = new Set(
  'am an as at be by do go he if in is it me my no of on or so to up us we el en la lo mi no se su tu un'.split(
    ' ',
  ),
);

/** The pieces of a tag (without its #), which joined give the tag again. */
export function cutTag(tag: string, costs: WordCosts): string[] {
  return tag
    .split(/(?<=_)/)
    .flatMap((part) => joinSingleLetters(part.match(/\d+_*|[^\d]+/gu) ?? [part], costs))
    .flatMap((piece) => (isSolid(piece, costs) ? [piece] : cheapestWords(piece, costs)));
}

/** Cuts runs of letters by case, then gives lone letters to their neighbours: i|Phone, vitamin|B|12. */
function joinSingleLetters(runs: readonly string[], costs: WordCosts): string[] {
  // T1D, H1N1, A1C: letters and digits that take turns are one name.
  if (runs.length > 2 && runs.every((run) => /^(\p{L}|\d+)_?$/u.test(run))) return [runs.join('')];
  const pieces = runs.flatMap((run) => (/\d/.test(run) ? [run] : cutByCase(run, costs)));
  const joined: string[] = [];
  let lone = '';
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1] ?? '';
    if (lone === '' && isWordOfOneLetter(piece, next, costs)) joined.push(piece);
    else if (!/^\p{L}_?$/u.test(lone + piece)) {
      joined.push(lone + piece);
      lone = '';
    } else if (next !== '') lone += piece;
    else joined.push(`${joined.pop() ?? ''}${lone}${piece}`);
  }
  return joined;
}

/** "A" and "I" between capitalised words: Wear|A|Mask, but a|fib where that is a word. */
function isWordOfOneLetter(piece: string, next: string, costs: WordCosts): boolean {
  return (
    /^[AIYO]$/.test(piece) && /^\p{Lu}/u.test(next) && costs.has(fold(next)) && !costs.has(fold(piece + next))
  );
}

function cutByCase(run: string, costs: WordCosts): string[] {
  const pieces: string[] = [];
  for (const [piece] of run.matchAll(/\p{Lu}{2,}[^\p{Lu}]+|\p{Lu}?[^\p{Lu}]+|\p{Lu}+/gu)) {
    const [, capitals, lower] = /^(\p{Lu}{2,})([^\p{Lu}_]+_*)$/u.exec(piece) ?? [];
    if (!lower) pieces.push(piece);
    else if (!costs.has(fold(capitals.slice(-1) + lower)) && costs.has(fold(lower)))
      pieces.push(capitals, lower);
    else pieces.push(capitals.slice(0, -1), capitals.slice(-1) + lower);
  }
  return pieces;
}

/** Known as it is, too short or too long to cut, or no word. */
function isSolid(piece: string, costs: WordCosts): boolean {
  return (
    piece.length < SHORTEST_CUT || piece.length > LONGEST_PIECE || /\d/.test(piece) || costs.has(fold(piece))
  );
}

/** The cheapest way to write the piece as known words, by dynamic programming; the piece itself when there is none. */
function cheapestWords(piece: string, costs: WordCosts): string[] {
  const folded = fold(piece);
  if (folded.length !== piece.replace(/_+$/, '').length) return [piece];
  const best = [0, ...Array.from({ length: folded.length }, () => Infinity)];
  const from = best.map(() => 0);
  for (let start = 0; start <= folded.length - 2; start += 1) {
    // Only what known words have led to can go on; in most tags that is a handful of places.
    if (best[start] === Infinity) continue;
    const last = Math.min(folded.length, start + LONGEST_WORD);
    for (let end = start + 2; end <= last; end += 1) {
      const cost = best[start] + costOf(folded.slice(start, end), costs);
      if (cost < best[end]) {
        best[end] = cost;
        from[end] = start;
      }
    }
  }
  if (best[folded.length] === Infinity) return [piece];
  const words: string[] = [];
  for (let end = folded.length; end > 0; end = from[end]) {
    words.unshift(piece.slice(from[end], end === folded.length ? undefined : end));
  }
  return words;
}

function costOf(word: string, costs: WordCosts): number {
  if (word.length === 2 && !SHORT_WORDS.has(word)) return Infinity;
  return COST_OF_A_CUT + (costs.get(word) ?? Infinity);
}

function fold(text: string): string {
  return text.replace(/_+$/, '').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '');
}
