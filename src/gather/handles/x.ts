import { checked, refuse, reserved, type NetworkRule } from './rule.ts';

const SHARES = new Set(['share', 'intent']);
const OWN = new Set(
  'i about account compose download explore following hashtag help home jobs login logout messages notifications oauth privacy search search-advanced settings signup tos widgets'.split(
    ' ',
  ),
);
/** 15 characters today; names of the first years may have up to 20. */
const NAME = /^[a-z0-9_]{1,20}$/;

/** X, once Twitter: the name in lower case, without the `@`. */
export const x: NetworkRule = {
  hosts: /^(?:twitter|x)\.com$/,
  fromAddress: ({ path, query }) => {
    const [first = '', second = ''] = path;
    if (first.toLowerCase() === 'intent' && /^(?:user|follow)$/i.test(second)) {
      const name = query.get('screen_name');
      return name === null ? refuse('it follows an account by number, not by name') : checked(name, NAME);
    }
    return reserved(path, SHARES, OWN) ?? checked(first.replace(/^@/, ''), NAME);
  },
  fromName: (name) => checked(name, NAME),
  url: (handle) => `https://x.com/${handle}`,
};
