/** What the flow asks of whoever reads posts: the reader of `understand/`, or a test's own. */

import type { Post, Reading } from '../../records.ts';

export interface PostReader {
  readonly read: (post: Post) => Reading;
  /** The reading of a post to keep when only posts about health are kept, else null. */
  readonly readHealth: (post: Post) => Reading | null;
}
