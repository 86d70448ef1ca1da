/**
 * The plain text that topics are written in: one file a group, made to be read and compared line by line.
 *
 *   group cancer | Cancer | Cáncer
 *
 *   topic breast-cancer | Breast cancer | Cáncer de mama
 *   id MeSH C04.588.180 Breast Neoplasms
 *   en breast cancer, breast tumor, lump in my breast
 *   es cáncer de mama, bulto en el seno
 *   any #breastcancerawareness, 🎗
 *   maybe stroke, strokes | needs brain, had, mini | not luck, genius
 *   shares pink ribbon | worn for awareness and for the disease
 *   fires She was treated for breast cancer last year
 *   silent The breast of the hill hid the village
 *
 * `maybe` phrases fire only when one of the things after `needs` (if given) and none of the words after `not` stand
 * within five words. A name in capitals there is a list of words from contexts.txt; the need CAPITALS is met when the
 * phrase itself is written in capitals, HIT when another phrase that needs nothing stands near.
 * A phrase that begins with # counts only as a hashtag: "#metoo" is not "me too".
 * `shares` says why a phrase may stand in more than one topic. Lines may be repeated; # starts a comment line.
 */

import { CliError, EXIT } from '../../errors.ts';

export type PhraseLanguage = 'en' | 'es' | 'any';

export interface Neighbours {
  /** Words or names of word lists; empty: nothing is needed. */
  readonly needs: readonly string[];
  readonly not: readonly string[];
}

export interface WrittenPhrase {
  readonly text: string;
  readonly language: PhraseLanguage;
  readonly neighbours: Neighbours | null;
}

export interface WrittenTopic {
  readonly id: string;
  readonly name: string;
  readonly spanish: string;
  readonly group: string;
  readonly standard: Standard;
  readonly phrases: readonly WrittenPhrase[];
  /** Phrases that stand in another topic too, and why. */
  readonly shares: ReadonlyMap<string, string>;
  /** Sentences of ours: each of the first must fire the topic, none of the second may. */
  readonly fires: readonly string[];
  readonly silent: readonly string[];
}

/** An entry of a public standard: MeSH tree number, ICD-10 category, Disease or Symptom Ontology id. */
export interface Standard {
  readonly scheme: 'MeSH' | 'ICD-10' | 'DOID' | 'SYMP' | 'none';
  readonly code: string;
  readonly heading: string;
}

export interface Group {
  readonly id: string;
  readonly name: string;
  readonly spanish: string;
}

export interface GroupFile {
  readonly group: Group;
  readonly topics: readonly WrittenTopic[];
}

/** A topic while its lines are read. */
interface OpenTopic extends WrittenTopic {
  standard: Standard;
  readonly phrases: WrittenPhrase[];
  readonly shares: Map<string, string>;
  readonly fires: string[];
  readonly silent: string[];
}

const NO_STANDARD: Standard = { scheme: 'none', code: '', heading: '' };

/** Reads one group file. @throws CliError that names file, line and what is allowed there. */
export function parseGroup(text: string, file: string): GroupFile {
  const topics: OpenTopic[] = [];
  let group: Group = { id: '', name: '', spanish: '' };
  for (const [index, raw] of text.split('\n').entries()) {
    const line = raw.trim();
    if (line === '' || line.startsWith('# ')) continue;
    const { keyword, rest } = splitLine(line);
    const topic = topics.at(-1);
    if (keyword === 'group') group = parseGroupLine(rest);
    else if (keyword === 'topic') topics.push(openTopic(rest, group.id));
    else if (!topic || !addLine(topic, keyword, rest)) {
      throw new CliError(
        `${file}, line ${index + 1}: "${line.slice(0, 60)}" is not understood; begin with group, topic, id, en, es, ` +
          'any, maybe, shares, fires or silent',
        EXIT.usage,
      );
    }
  }
  return { group, topics };
}

/** Reads a list of named word lists: "NAME word, word" a line, names repeated add up. */
export function parseContexts(text: string): Map<string, readonly string[]> {
  const contexts = new Map<string, readonly string[]>();
  for (const line of text.split('\n')) {
    if (line.trim() === '' || line.startsWith('#')) continue;
    const { keyword, rest } = splitLine(line.trim());
    contexts.set(keyword, [...(contexts.get(keyword) ?? []), ...list(rest)]);
  }
  return contexts;
}

function addLine(topic: OpenTopic, keyword: string, rest: string): boolean {
  if (keyword === 'en' || keyword === 'es' || keyword === 'any') {
    for (const text of list(rest)) topic.phrases.push({ text, language: keyword, neighbours: null });
  } else if (keyword === 'maybe') {
    const [phrases, ...conditions] = rest.split('|').map((part) => part.trim());
    const neighbours = { needs: condition(conditions, 'needs '), not: condition(conditions, 'not ') };
    for (const text of list(phrases)) topic.phrases.push({ text, language: 'any', neighbours });
  } else if (keyword === 'id') {
    const [scheme, code, ...heading] = rest.split(' ');
    topic.standard = { scheme: scheme as Standard['scheme'], code, heading: heading.join(' ') };
  } else if (keyword === 'shares') {
    const [phrase, reason = ''] = rest.split('|').map((part) => part.trim());
    topic.shares.set(phrase, reason);
  } else if (keyword === 'fires' || keyword === 'silent') topic[keyword].push(rest);
  else return false;
  return true;
}

function openTopic(rest: string, group: string): OpenTopic {
  const [id, name = '', spanish = ''] = rest.split('|').map((part) => part.trim());
  return {
    id,
    name,
    spanish,
    group,
    standard: NO_STANDARD,
    phrases: [],
    shares: new Map(),
    fires: [],
    silent: [],
  };
}

function parseGroupLine(rest: string): Group {
  const [id, name = '', spanish = ''] = rest.split('|').map((part) => part.trim());
  return { id, name, spanish };
}

function splitLine(line: string): { keyword: string; rest: string } {
  const space = line.indexOf(' ');
  return space < 0
    ? { keyword: line, rest: '' }
    : { keyword: line.slice(0, space), rest: line.slice(space + 1).trim() };
}

function list(rest: string): string[] {
  return rest
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function condition(conditions: readonly string[], keyword: string): string[] {
  return conditions
    .filter((part) => part.startsWith(keyword))
    .flatMap((part) => list(part.slice(keyword.length)));
}
