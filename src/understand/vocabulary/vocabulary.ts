/**
 * The vocabulary: what people may be talking about, the phrases they use for it, and when an ambiguous phrase counts.
 * Written by hand in groups/, grown from open ontologies in grown/ (scripts/grow-vocabulary.ts), and added to by the
 * study file. Its version is a hash of all that, so that every reading says which words it was made with.
 */

import { createHash } from 'node:crypto';
import { CliError, EXIT } from '../../errors.ts';
import { createHashtagCutter, parseWordList, withLexicon } from '../hashtags.ts';
import { createTokeniser, type Tokeniser } from '../text.ts';
import { foldedText, hashOf } from '../tokens.ts';
import type { WordCosts } from '../word-costs.ts';
import { shippedFiles, type VocabularyFiles } from './files.ts';
import {
  type Group,
  type GroupFile,
  type Neighbours,
  parseContexts,
  parseGroup,
  type Standard,
  type WrittenPhrase,
} from './format.ts';

export interface Topic {
  readonly id: string;
  readonly name: string;
  readonly spanish: string;
  readonly group: string;
  readonly standard: Standard;
  readonly fires: readonly string[];
  readonly silent: readonly string[];
  /** Folded phrases that stand in another topic too, and why. */
  readonly shares: ReadonlyMap<string, string>;
}

/** When an ambiguous phrase counts. Words are held as hashes of folded words. */
export interface NeighbourRule {
  readonly needs: ReadonlySet<number>;
  readonly not: ReadonlySet<number>;
  readonly needsCapitals: boolean;
  /** Another phrase that needs nothing stands within the same distance. */
  readonly needsHit: boolean;
  /** Written as a hashtag: "#metoo" is not "me too". Nothing else is asked of it then. */
  readonly onlyAsHashtag: boolean;
}

export interface Phrase {
  /** Folded, as texts are. */
  readonly text: string;
  readonly language: 'en' | 'es' | 'any';
  /** Indexes into `topics`; empty for a figure of speech, which only keeps the words in it from firing. */
  readonly topics: readonly number[];
  /** Null for a phrase that always counts. */
  readonly rule: NeighbourRule | null;
  readonly origin: 'written' | 'grown' | 'study';
}

export interface Vocabulary {
  readonly version: string;
  readonly groups: readonly Group[];
  readonly topics: readonly Topic[];
  readonly phrases: readonly Phrase[];
  /** Folds and cuts texts the way the phrases were: use it, or one made by `createTokeniser`, for every text. */
  readonly createTokeniser: () => Tokeniser;
  /** Frequent words of English, folded, the most frequent first. */
  readonly frequentWords: readonly string[];
}

/** A topic of the study file. */
export interface AddedTopic {
  readonly id: string;
  readonly name: string;
  readonly group?: string;
  readonly phrases: readonly string[];
}

/** The group whose phrases are figures of speech: "stroke of luck". They shadow the words inside them. */
export const FIGURATIVE = 'figurative';

/** Needs that are not words: see format.ts. */
const SPECIAL_NEEDS = new Set(['CAPITALS', 'HIT']);

const SPACE = 0x20;

const AS_HASHTAG: NeighbourRule = {
  needs: new Set(),
  not: new Set(),
  needsCapitals: false,
  needsHit: false,
  onlyAsHashtag: true,
};

interface MutablePhrase extends Phrase {
  readonly topics: number[];
}

/**
 * Reads the shipped vocabulary and adds the study's own topics. A study topic with the id of a shipped one adds
 * phrases to it; one with an id of its own comes after the shipped ones.
 * @throws CliError when a file cannot be read as the format says
 */
export function loadVocabulary(
  extraTopics: readonly AddedTopic[] = [],
  files: VocabularyFiles = shippedFiles(),
): Vocabulary {
  const written = files.groups.map(({ file, text }) => parseGroup(text, file));
  const grown = files.grown.map(({ file, text }) => parseGroup(text, file));
  const topics: Topic[] = written.flatMap((file) => file.topics.filter(({ group }) => group !== FIGURATIVE));
  for (const { id, name, group = 'added' } of extraTopics) {
    if (!topics.some((topic) => topic.id === id)) topics.push(studyTopic(id, name, group));
  }
  const wordCosts = parseWordList(files.words);
  const newTokeniser = tokeniserFor(wordCosts, written);
  const collect = phraseCollector(topics, newTokeniser(), parseContexts(files.contexts));
  for (const file of written)
    for (const topic of file.topics) collect.add(topic.id, topic.phrases, 'written');
  for (const file of grown) for (const topic of file.topics) collect.add(topic.id, topic.phrases, 'grown');
  for (const { id, phrases } of extraTopics) {
    collect.add(
      id,
      phrases.map((text) => ({ text, language: 'any' as const, neighbours: null })),
      'study',
    );
  }
  return {
    version: versionOf(files, extraTopics),
    groups: written.map(({ group }) => group).filter(({ id }) => id !== FIGURATIVE),
    topics,
    phrases: collect.phrases(),
    frequentWords: [...wordCosts.keys()],
    createTokeniser: newTokeniser,
  };
}

/**
 * Tokenisers that cut hashtags by the word list and the words of the written phrases; they share one memory of tags.
 * Grown phrases are left out of that: nobody runs "acute suppurative parotitis" together.
 */
function tokeniserFor(words: WordCosts, written: readonly GroupFile[]): () => Tokeniser {
  const fold = phraseFolder(createTokeniser());
  const lexicon = written
    .flatMap(({ topics }) => topics.flatMap(({ phrases }) => phrases))
    .filter(({ text }) => !text.startsWith('#'))
    .map(({ text }) => fold(text));
  const cutter = createHashtagCutter(withLexicon(words, lexicon));
  return () => createTokeniser(cutter);
}

/** Folds phrases; most are written folded, and to see that is much quicker than to fold them again. */
function phraseFolder(tokeniser: Tokeniser): (text: string) => string {
  return (text) => (isFolded(text) ? text : foldedText(tokeniser(text)));
}

/** Small letters and digits, single spaces between, no sign four times in a row. */
function isFolded(text: string): boolean {
  let previous = SPACE;
  let repeats = 0;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    const plain = (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39) || code === SPACE;
    repeats = code === previous ? repeats + 1 : 0;
    if (!plain || repeats > 2 || (code === SPACE && previous === SPACE)) return false;
    previous = code;
  }
  return previous !== SPACE;
}

/** Gathers phrases by their folded text: a phrase met again adds its topic, the first rule stays. */
function phraseCollector(
  topics: readonly Topic[],
  tokeniser: Tokeniser,
  contexts: ReadonlyMap<string, readonly string[]>,
) {
  const fold = phraseFolder(tokeniser);
  const compileRule = ruleCompiler(contexts, fold);
  const topicIndex = new Map(topics.map(({ id }, index) => [id, index]));
  const found = new Map<string, MutablePhrase>();
  const rules = new Map<Neighbours, NeighbourRule>();

  const ruleOf = ({ text, neighbours }: WrittenPhrase): NeighbourRule | null => {
    if (!neighbours) return text.startsWith('#') ? AS_HASHTAG : null;
    const rule = rules.get(neighbours) ?? compileRule(neighbours);
    rules.set(neighbours, rule);
    return rule;
  };

  return {
    phrases: (): readonly Phrase[] => [...found.values()],
    add(topicId: string, phrases: readonly WrittenPhrase[], origin: Phrase['origin']): void {
      const topic = topicIndex.get(topicId);
      for (const written of phrases) {
        const folded = fold(written.text);
        if (folded === '') continue;
        const rule = ruleOf(written);
        let phrase = found.get(folded);
        // Word and hashtag alike: the word's rule holds for both.
        if (!phrase || (phrase.rule === AS_HASHTAG && rule !== AS_HASHTAG)) {
          phrase = { text: folded, language: written.language, topics: phrase?.topics ?? [], rule, origin };
          found.set(folded, phrase);
        }
        if (topic !== undefined && !phrase.topics.includes(topic)) phrase.topics.push(topic);
      }
    },
  };
}

/** Compiles rules; the words of a named list are hashed once for all of them. */
function ruleCompiler(
  contexts: ReadonlyMap<string, readonly string[]>,
  fold: (text: string) => string,
): (neighbours: Neighbours) => NeighbourRule {
  const known = new Map<string, readonly number[]>();
  const hashesOf = (word: string): readonly number[] => {
    const seen = known.get(word);
    if (seen) return seen;
    const words = /^[A-Z_]{3,}$/.test(word) ? contextWords(word, contexts) : [word];
    const hashes = words.map((each) => hashOf(fold(each)));
    known.set(word, hashes);
    return hashes;
  };
  const hashSet = (words: readonly string[]): ReadonlySet<number> =>
    new Set(words.filter((word) => !SPECIAL_NEEDS.has(word)).flatMap(hashesOf));
  return ({ needs, not }) => ({
    needs: hashSet(needs),
    not: hashSet(not),
    needsCapitals: needs.includes('CAPITALS'),
    needsHit: needs.includes('HIT'),
    onlyAsHashtag: false,
  });
}

/** @throws CliError when a name in capitals is no list of contexts.txt */
function contextWords(name: string, contexts: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const words = contexts.get(name);
  if (words) return words;
  throw new CliError(
    `unknown word list "${name}" in the vocabulary: add it to contexts.txt or write words in lower case`,
    EXIT.usage,
  );
}

function studyTopic(id: string, name: string, group: string): Topic {
  const standard: Standard = { scheme: 'none', code: '', heading: '' };
  return { id, name, spanish: name, group, standard, fires: [], silent: [], shares: new Map() };
}

/** The first twelve hexadecimal digits of the SHA-256 of everything the vocabulary is made of. */
function versionOf(files: VocabularyFiles, extraTopics: readonly AddedTopic[]): string {
  const hash = createHash('sha256');
  for (const { file, text } of [...files.groups, ...files.grown]) hash.update(`${file}\n${text}\n`);
  hash.update(files.contexts).update(files.words).update(JSON.stringify(extraTopics));
  return hash.digest('hex').slice(0, 12);
}
