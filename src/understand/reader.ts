/**
 * From a post to a reading: the whole of this room in one pure function of a record. No network, no clock, no store.
 *
 * A text is folded and cut into tokens once; vocabulary, model and rules walk the same arrays. Unknown is always a
 * possible answer: null, or an empty list.
 */

import type { AuthorProfile, Media, Reading } from '../records.ts';
import { createAuthorReader } from './author.ts';
import { createFeatureReader } from './features.ts';
import { readFirstPerson } from './first-person.ts';
import { traitsOf } from './identifier-traits.ts';
import { findIdentifiers } from './identifiers.ts';
import { createLanguageReader } from './language.ts';
import { linkTypes, type LinkRegistries } from './links.ts';
import { practicesOf } from './practices.ts';
import { createScorer, loadModel, type RelevanceModel, type Scores } from './relevance.ts';
import { readSense } from './sense.ts';
import { createTopicReader } from './topics.ts';
import { type AddedTopic, loadVocabulary, type Vocabulary } from './vocabulary/vocabulary.ts';
import type { KnownAccount } from './voice.ts';

/** Rises with every change of a rule that is neither in the vocabulary nor in the model. */
export const RULES_VERSION = '2026-11-1';

/** What of a post is read. A `Post` of records.ts is one. */
export interface ReadablePost {
  readonly text: string;
  /** As the network or the author declares them. */
  readonly languages?: readonly string[];
  readonly links?: readonly string[];
  readonly media?: readonly Media[];
  readonly author?: AuthorProfile | null;
  readonly replyTo?: string | null;
}

export interface ReaderOptions {
  /** Topics and phrases of the study file, added to the shipped vocabulary. */
  readonly topics?: readonly AddedTopic[];
  /** Domains known from registries and dated lists, for the types of links and roles. */
  readonly registries?: LinkRegistries;
  readonly vocabulary?: Vocabulary;
  readonly model?: RelevanceModel;
}

export interface Reader {
  readonly vocabulary: Vocabulary;
  readonly versions: Reading['versions'];
  /**
   * Reads one post. Never throws, whatever the text.
   * @param known what registries say of the account
   */
  readonly read: (post: ReadablePost, known?: KnownAccount) => Reading;
  /**
   * The same for those who keep only what is about health: null for a post below the model's threshold that names
   * none of the added topics. Most of a stream is let go before anything else is read of it.
   */
  readonly readHealth: (post: ReadablePost, known?: KnownAccount) => Reading | null;
  /** The probabilities behind `health` and `firstPerson`, for checks. */
  readonly score: (text: string) => Readonly<Scores>;
}

/** A reader with the shipped vocabulary and model; made once, used for every post. */
export function createReader(options: ReaderOptions = {}): Reader {
  const vocabulary = options.vocabulary ?? loadVocabulary(options.topics);
  const model = options.model ?? loadModel();
  const tokenise = vocabulary.createTokeniser();
  const topics = createTopicReader(vocabulary);
  const readFeatures = createFeatureReader(vocabulary);
  const readAuthor = createAuthorReader(options.registries);
  const readLanguage = createLanguageReader(vocabulary.frequentWords);
  const scoreHealth = createScorer(model, 'health');
  const scorePersonal = createScorer(model, 'personal');
  const scoreOwn = createScorer(model, 'own');
  const versions = { vocabulary: vocabulary.version, model: model.version, rules: RULES_VERSION };

  const { threshold } = model.heads.health;
  const added = new Set(options.topics?.map(({ id }) => id));

  const readWhere = (
    post: ReadablePost,
    known: KnownAccount | undefined,
    onlyHealth: boolean,
  ): Reading | null => {
    const { text, author } = post;
    const tokens = tokenise(text);
    const judged = topics.judge(tokens);
    const features = readFeatures(tokens, judged);
    const health = scoreHealth(features);
    const isHealth = health >= threshold;
    if (onlyHealth && !isHealth) {
      const named = added.size > 0 && topics.topicHits(judged).some(({ topic }) => added.has(topic));
      if (!named) return null;
    }
    const who = readAuthor(author, known);
    const types = post.links && post.links.length > 0 ? linkTypes(post.links, options.registries) : [];
    const traits = traitsOf(tokens);
    const language = readLanguage(text, post.languages ?? [], tokens);
    return {
      health,
      sense: readSense(health, judged),
      firstPerson: isHealth
        ? readFirstPerson(tokens, judged, scoreOwn(features), () => scorePersonal(features))
        : 'none',
      topics: topics.topicHits(judged),
      role: who.role,
      roleRule: who.roleRule,
      state: who.state,
      stateTier: who.stateTier,
      stateRule: who.stateRule,
      linkTypes: types,
      practices: practicesOf({
        text,
        tokens,
        traits,
        media: post.media ?? [],
        isReply: post.replyTo !== undefined && post.replyTo !== null,
        linkTypes: types,
        language,
        localHour: null,
      }),
      language,
      identifiers: findIdentifiers(text, traits),
      versions,
    };
  };

  return {
    vocabulary,
    versions,
    // Without the condition there is always a reading.
    read: (post, known) => readWhere(post, known, false) as Reading,
    readHealth: (post, known) => readWhere(post, known, true),
    score: (text) => {
      const tokens = tokenise(text);
      const features = readFeatures(tokens, topics.judge(tokens));
      return { health: scoreHealth(features), personal: scorePersonal(features), own: scoreOwn(features) };
    },
  };
}
