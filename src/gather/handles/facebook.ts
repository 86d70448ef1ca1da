import { checked, NO_NAME, refuse, reserved, type NetworkRule, type Refusal } from './rule.ts';

const SHARES = new Set(['sharer', 'sharer.php', 'share', 'share.php', 'dialog', 'plugins', 'l.php']);
const OWN = new Set(
  'about ads ajax business events events.php feed find-friends fundraisers games gaming hashtag help home.php legal login login.php lookaside marketplace media messages notes permalink.php photo photo.php photos policies policy privacy reel reels search settings sharedarticle stories story.php terms tr v watch'.split(
    ' ',
  ),
);
/** Letters of any script, with the dots and hyphens of the addresses that pages were first given. */
const NAME = /^[\p{L}\p{N}\p{M}.-]{2,80}$/u;
/** Page ids have nine digits or more; fewer are part of a name ("clinic-24"). */
const ENDS_IN_ID = /(?:^|-)(\d{9,20})$/;

/** Facebook pages: the vanity name in lower case, or the page's number where it has none. */
export const facebook: NetworkRule = {
  hosts: /^(?:[a-z]{2}-[a-z]{2}\.|[a-z]+\.)?facebook\.com$|^fb\.(?:me|com)$/,
  fromAddress: ({ host, path, query }) => {
    const [first = '', second = '', ...rest] = path;
    const last = rest.at(-1) ?? second;
    switch (first.toLowerCase()) {
      case 'profile.php':
        return idOf(query.get('id') ?? '');
      case 'pages':
      case 'people':
      case 'p':
        return idOf(first.toLowerCase() === 'pages' ? pageId(path.slice(1)) : last);
      case 'pg':
        return nameOrId(second);
      case 'groups':
        return refuse('it is a group, not the account of an organisation');
    }
    if (host === 'fb.me' && path.length > 1) return refuse('it is a short link, not an account');
    return reserved(path, SHARES, OWN) ?? nameOrId(first);
  },
  fromName: (name) => nameOrId(name),
  url: (handle) => `https://www.facebook.com/${handle}`,
};

/** The number within `/pages/Name/123` and `/pages/category/Hospital/Name-123/`, whatever tab follows. */
function pageId(path: readonly string[]): string {
  return path.find((part) => /^\d{5,20}$/.test(part)) ?? path.find((part) => ENDS_IN_ID.test(part)) ?? '';
}

function idOf(text: string): string | Refusal {
  if (/^\d{3,20}$/.test(text)) return text;
  return ENDS_IN_ID.exec(text)?.[1] ?? NO_NAME;
}

function nameOrId(text: string): string | Refusal {
  return ENDS_IN_ID.exec(text)?.[1] ?? checked(text, NAME);
}
