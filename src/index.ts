/** What the package offers to other programs: reading posts. The command line does the rest. */

export { createReader, type ReadablePost, type Reader, type ReaderOptions } from './understand/reader.ts';
export { type AddedTopic, loadVocabulary, type Vocabulary } from './understand/vocabulary/vocabulary.ts';
export type { AuthorProfile, IdentifierHit, Media, Post, Reading, TopicHit } from './records.ts';
