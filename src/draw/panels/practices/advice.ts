/** What exactly to do, for each practice that posts can be measured by. */

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
