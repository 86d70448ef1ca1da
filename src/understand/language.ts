/**
 * The language of a post. What its network declares is believed unless its own small words speak against it: many accounts
 * declare the language of their app. Small words decide first, because they are counted for nothing; a library only where they are silent.
 */

import { detect } from 'tinyld';
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
/** Hash of a small word to a bit for each of its languages. */
const BITS = new Map<number, number>();
for (const [index, language] of LANGUAGES.entries()) {
  for (const word of SMALL_WORDS[language].split(' ')) {
    const hash = hashOf(word);
    BITS.set(hash, (BITS.get(hash) ?? 0) | (1 << index));
  }
}

/** Below this many letters the library guesses. */
const SHORTEST_FOR_LIBRARY = 20;
/** Small words of another language that outweigh a declaration. */
const OUTWEIGHS = 3;

const counts = new Uint16Array(LANGUAGES.length);

/**
 * ISO 639-1 code, or null where nothing can be said.
 * @param declared what the network states, in BCP 47 (`en-US`); empty where it states nothing
 * @param tokens those of the same text
 */
export function detectLanguage(text: string, declared: readonly string[], tokens: Tokens): string | null {
  const stated = declared.length === 1 ? declared[0].slice(0, 2).toLowerCase() : null;
  const { best, hits, second } = countSmallWords(tokens);
  if (stated !== null) {
    const speaksAgainst = best !== stated && hits >= OUTWEIGHS && hits >= 2 * countOf(stated) + OUTWEIGHS;
    return speaksAgainst ? best : stated;
  }
  if (hits > 2 * second) return best;
  if (lettersOf(tokens) < SHORTEST_FOR_LIBRARY) return null;
  return detect(text.slice(0, 400)) || null;
}

function countSmallWords(tokens: Tokens): { best: string; hits: number; second: number } {
  counts.fill(0);
  for (let index = 0; index < tokens.count; index += 1) {
    if (tokens.kind[index] !== TOKEN.word) continue;
    const bits = BITS.get(tokens.hash[index]);
    if (bits === undefined) continue;
    for (let language = 0; language < LANGUAGES.length; language += 1)
      counts[language] += (bits >> language) & 1;
  }
  let best = 0;
  for (let language = 1; language < LANGUAGES.length; language += 1)
    if (counts[language] > counts[best]) best = language;
  let second = 0;
  for (let language = 0; language < LANGUAGES.length; language += 1)
    if (language !== best) second = Math.max(second, counts[language]);
  return { best: LANGUAGES[best], hits: counts[best], second };
}

function countOf(language: string): number {
  const index = LANGUAGES.indexOf(language);
  return index < 0 ? 0 : counts[index];
}

function lettersOf(tokens: Tokens): number {
  let bytes = 0;
  for (let index = 0; index < tokens.count; index += 1)
    if (tokens.kind[index] === TOKEN.word) bytes += tokens.foldedEnd[index] - tokens.foldedStart[index];
  return bytes;
}
