/**
 * The language of a post. What its network declares is believed unless its own small words speak against it: many accounts
 * declare the language of their app. Small words decide first, because they are counted for nothing, then the share of frequent English words; a library only where both are silent.
 */

import { createRequire } from 'node:module';
import type { detect as Detect } from 'tinyld';
import { hashOf, TOKEN, type Tokens } from './tokens.ts';

/** Words that hold a language together, folded. Words shared by two of these languages are left out. */
const SMALL_WORDS: Readonly<Record<string, string>> = {
  en: 'the and you that was for are with his they this have from had what when your said there which their will would about been just like know dont cant im ive its my is of to it at be on not but we or has how so if our out who been than them some then',
  es: 'que los las del por para una con pero como muy esta esto hay mas todo tambien cuando donde porque yo mi tu su nos son fue ser tengo tiene estoy el y lo le sin sobre desde hasta',
  pt: 'nao uma voce isso com para eu meu minha mais muito tem foi estou sao pelo pela dos das ao ou seu sua quando tambem ja',
  fr: 'les des est une dans pour pas que qui sur avec vous nous mais cette sont ete plus tout je suis ce il elle au aux leur ont',
  de: 'und der die das ist nicht ich ein eine mit auf fur sie wir auch sich den dem von zu wie aber oder noch nur kann haben',
  it: 'che non per una sono con del della gli come anche questo piu mi ho nel alla dei il lo di ma se quando perche',
  nl: 'het een van niet dat ik zijn voor met maar ook aan bij naar wordt deze hebben geen wel',
};

const LANGUAGES = Object.keys(SMALL_WORDS);
const ENGLISH = LANGUAGES.indexOf('en');
/** A power of two; few enough to stay in the processor's cache. */
const SMALL_WORD_SLOTS = 2048;
/** From this share of frequent words on, and for this many words, a text without small words is English. */
const ENGLISH_SHARE = 0.6;
const ENGLISH_WORDS = 3;

/** Below this many letters the library guesses. */
const SHORTEST_FOR_LIBRARY = 20;
/** Small words of another language that outweigh a declaration. */
const OUTWEIGHS = 3;

/** Tells the language of a text: ISO 639-1 code, or null where nothing can be said. */
export type LanguageReader = (text: string, declared: readonly string[], tokens: Tokens) => string | null;

/** What the small words of a text say. */
interface Evidence {
  readonly best: string;
  readonly hits: number;
  readonly second: number;
}

/**
 * @param frequentEnglish frequent words of English, folded
 * @returns a reader of languages; `declared` is what the network states, in BCP 47 (`en-US`), empty where it states nothing;
 * `tokens` are those of the same text
 */
export function createLanguageReader(frequentEnglish: readonly string[]): LanguageReader {
  const smallWords = new WordBits();
  for (const [index, language] of LANGUAGES.entries())
    for (const word of SMALL_WORDS[language].split(' ')) smallWords.add(hashOf(word), 1 << index);
  const counts = new Uint16Array(LANGUAGES.length);
  // Most posts declare what the post before them did.
  let lastDeclared = '';
  let lastStated = '';
  const statedBy = (declared: string): string => {
    if (declared !== lastDeclared) {
      lastDeclared = declared;
      lastStated = declared.slice(0, 2).toLowerCase();
    }
    return lastStated;
  };
  // Few texts ask for them.
  let frequentWords: ReadonlySet<number> | null = null;

  return (text, declared, tokens) => {
    const { best, hits, second } = weigh(tokens, smallWords, counts);
    const stated = declared.length === 1 ? statedBy(declared[0]) : null;
    if (stated !== null) {
      const ofStated = LANGUAGES.includes(stated) ? counts[LANGUAGES.indexOf(stated)] : 0;
      const speaksAgainst = best !== stated && hits >= OUTWEIGHS && hits >= 2 * ofStated + OUTWEIGHS;
      return speaksAgainst ? best : stated;
    }
    if (hits > 2 * second) return best;
    frequentWords ??= new Set(frequentEnglish.map(hashOf));
    // No other language has more small words.
    if (counts[ENGLISH] >= hits && isMostlyOf(frequentWords, tokens)) return 'en';
    if (lettersOf(tokens) < SHORTEST_FOR_LIBRARY) return null;
    return detectByLibrary(text.slice(0, 400)) || null;
  };
}

const require = createRequire(import.meta.url);
let detect: typeof Detect | null = null;

/** The library is large and most posts never need it: it is read when the first does. */
function detectByLibrary(text: string): string {
  detect ??= (require('tinyld') as { readonly detect: typeof Detect }).detect;
  return detect(text);
}

/** Bits by token hash, in open addressing; 0 for a word that was never added. */
class WordBits {
  private readonly keys = new Int32Array(SMALL_WORD_SLOTS);
  private readonly bits = new Uint8Array(SMALL_WORD_SLOTS);

  of(hash: number): number {
    return this.bits[this.slotOf(hash)];
  }

  add(hash: number, bit: number): void {
    const slot = this.slotOf(hash);
    this.keys[slot] = hash;
    this.bits[slot] |= bit;
  }

  private slotOf(hash: number): number {
    const { keys, bits } = this;
    let slot = hash & (SMALL_WORD_SLOTS - 1);
    while (bits[slot] !== 0 && keys[slot] !== hash) slot = (slot + 1) & (SMALL_WORD_SLOTS - 1);
    return slot;
  }
}

function weigh(tokens: Tokens, smallWords: WordBits, counts: Uint16Array): Evidence {
  const { count, kind, hash } = tokens;
  for (let language = 0; language < LANGUAGES.length; language += 1) counts[language] = 0;
  let english = 0;
  for (let token = 0; token < count; token += 1) {
    if (kind[token] !== TOKEN.word) continue;
    const found = smallWords.of(hash[token]);
    if (found === 0) continue;
    // Most small words are English and nothing else.
    if (found === 1 << ENGLISH) english += 1;
    else
      for (let language = 0; language < LANGUAGES.length; language += 1)
        counts[language] += (found >> language) & 1;
  }
  counts[ENGLISH] += english;
  let best = 0;
  for (let language = 1; language < LANGUAGES.length; language += 1)
    if (counts[language] > counts[best]) best = language;
  let second = 0;
  for (let language = 0; language < LANGUAGES.length; language += 1)
    if (language !== best) second = Math.max(second, counts[language]);
  return { best: LANGUAGES[best], hits: counts[best], second };
}

/** Most words are frequent ones of English. */
function isMostlyOf(frequentWords: ReadonlySet<number>, { count, kind, hash }: Tokens): boolean {
  let words = 0;
  let frequent = 0;
  for (let token = 0; token < count; token += 1) {
    if (kind[token] !== TOKEN.word) continue;
    words += 1;
    frequent += Number(frequentWords.has(hash[token]));
  }
  return words >= ENGLISH_WORDS && frequent >= ENGLISH_SHARE * words;
}

/** Bytes of the folded words. */
function lettersOf({ count, kind, foldedStart, foldedEnd }: Tokens): number {
  let letters = 0;
  for (let token = 0; token < count; token += 1)
    if (kind[token] === TOKEN.word) letters += foldedEnd[token] - foldedStart[token];
  return letters;
}
