/** What exactly to do, and how posts that do it are called, for each practice that posts can be measured by. */

import { PRACTICES, type Practice } from '../../../records.ts';

const ADVICE: Readonly<Record<Practice, string>> = {
  image: 'Add a picture that carries the message by itself',
  'alt-text': 'Give each picture a text that says what it says',
  video: 'Show it in a short video, with captions that a person has checked',
  'credible-link': 'Link to the source that stands behind the statement',
  question: 'Ask the reader something that they can answer',
  'many-tags': 'Use four or more hashtags',
  'plain-language': 'Write at grade 8 or below: short sentences, common words',
  reply: 'Answer the comments below the post',
  thread: 'Tell it in several posts, each complete in itself',
  'personal-story': 'Tell the story of one person, with their consent',
  'working-hours': 'Post between 9 in the morning and 5 in the afternoon',
};

/** The advice for a practice by its id; "" for one that is not known. */
export function adviceFor(practice: string): string {
  const known = PRACTICES.find((name) => name === practice);
  return known ? ADVICE[known] : '';
}

/** What got the engagement, as the subject of a sentence. */
const POSTS: Readonly<Record<Practice, string>> = {
  image: 'Posts with an image',
  'alt-text': 'Posts whose images are described',
  video: 'Posts with a video',
  'credible-link': 'Posts that link to a credible source',
  question: 'Posts that ask a question',
  'many-tags': 'Posts with four or more hashtags',
  'plain-language': 'Posts in plain language',
  reply: 'Replies',
  thread: 'Posts that begin a thread',
  'personal-story': 'Personal stories told with consent',
  'working-hours': 'Posts made in working hours',
};

/** The posts that show a practice, by its id; its own title where the id is not known. */
export function postsThatShow(practice: string, title: string): string {
  const known = PRACTICES.find((name) => name === practice);
  return known ? POSTS[known] : title;
}
