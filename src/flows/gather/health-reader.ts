/** The reader of `understand/` as the flow wants it. */

import { createReader } from '../../understand/reader.ts';
import type { AddedTopic } from '../../understand/vocabulary/vocabulary.ts';
import type { PostReader } from './reader.ts';

export interface HealthReaderOptions {
  /** Topics of the study, beside the house's own. */
  readonly topics?: readonly AddedTopic[];
}

export function createPostReader(options: HealthReaderOptions = {}): PostReader {
  const { read, readHealth } = createReader(options);
  return { read: (post) => read(post), readHealth: (post) => readHealth(post) };
}
