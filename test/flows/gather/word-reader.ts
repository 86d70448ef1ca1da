/** A reader that knows one word: what it keeps can be told by eye. */

import type { PostReader } from '../../../src/flows/gather/reader.ts';
import type { Reading } from '../../../src/records.ts';
import { HEALTH_WORD } from '../../simulators/world.ts';

export function createPostReader(): PostReader {
  const read: PostReader['read'] = ({ text }) => ({
    ...UNKNOWN,
    health: text.includes(HEALTH_WORD) ? 0.9 : 0.1,
  });
  return { read, readHealth: (post) => (post.text.includes(HEALTH_WORD) ? read(post) : null) };
}

const UNKNOWN: Reading = {
  health: 0,
  sense: 'literal',
  firstPerson: 'none',
  topics: [],
  role: null,
  roleRule: null,
  state: null,
  stateTier: null,
  stateRule: null,
  linkTypes: [],
  practices: [],
  language: null,
  identifiers: [],
  versions: { vocabulary: 'test', model: 'test', rules: 'test' },
};
