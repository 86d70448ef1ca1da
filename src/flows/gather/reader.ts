/** What the flow asks of whoever reads posts: the reader of `understand/`, or a test's own. */

import type { Post, Reading } from '../../records.ts';

export interface PostReader {
  readonly read: (post: Post) => Reading;
  /** Whether a reading makes the post one to keep when only health posts are kept. */
  readonly isHealth: (reading: Reading) => boolean;
}
