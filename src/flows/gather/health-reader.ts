/** The reader of `understand/` as the flow wants it. */

import { createReader } from '../../understand/reader.ts';
import { loadModel } from '../../understand/relevance.ts';
import type { AddedTopic } from '../../understand/vocabulary/vocabulary.ts';
import type { PostReader } from './reader.ts';

export interface HealthReaderOptions {
  /** Topics of the study, beside the house's own. */
  readonly topics?: readonly AddedTopic[];
}

/** A post is about health from the threshold that the model was tuned to, or when it names one of the study's topics. */
export function createPostReader(options: HealthReaderOptions = {}): PostReader {
  const model = loadModel();
  const { read } = createReader({ topics: options.topics, model });
  const { threshold } = model.heads.health;
  const added = new Set(options.topics?.map(({ id }) => id));
  return {
    read,
    isHealth: ({ health, topics }) =>
      health >= threshold || (added.size > 0 && topics.some(({ topic }) => added.has(topic))),
  };
}
