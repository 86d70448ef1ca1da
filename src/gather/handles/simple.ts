/** Networks whose addresses are little more than a host and a name. */

import { checked, NO_NAME, refuse, reserved, type NetworkRule, type Refusal } from './rule.ts';

const words = (text: string) => new Set(text.split(' '));
const NONE: ReadonlySet<string> = new Set();
const withoutAt = (text: string | undefined) => text?.replace(/^@/, '');

const INSTAGRAM_NAME = /^[a-z0-9._]{1,30}$/;

export const instagram: NetworkRule = {
  hosts: /^(?:instagram\.com|instagr\.am)$/,
  fromAddress: ({ path }) => {
    const [first = '', second] = path;
    if ((first === 'stories' || first === '_u') && second !== undefined)
      return checked(second, INSTAGRAM_NAME);
    const own = words(
      'about accounts developer direct explore legal p reel reels sharedata stories tags tv web',
    );
    return reserved(path, words('share'), own) ?? checked(withoutAt(first), INSTAGRAM_NAME);
  },
  fromName: (name) => checked(name, INSTAGRAM_NAME),
  url: (handle) => `https://www.instagram.com/${handle}/`,
};

/** Threads takes its names from Instagram. */
export const threads: NetworkRule = {
  hosts: /^threads\.(?:net|com)$/,
  fromAddress: ({ path }) => {
    const [first = ''] = path;
    if (first.startsWith('@')) return checked(first.slice(1), INSTAGRAM_NAME);
    return reserved(path, words('intent share'), NONE) ?? NO_NAME;
  },
  fromName: (name) => checked(name, INSTAGRAM_NAME),
  url: (handle) => `https://www.threads.net/@${handle}`,
};

const TIKTOK_NAME = /^[a-z0-9_.]{2,24}$/;

export const tiktok: NetworkRule = {
  hosts: /^(?:[a-z]+\.)?tiktok\.com$/,
  fromAddress: ({ host, path }) => {
    if (/^(?:vm|vt)\./.test(host)) return refuse('it is a short link, not an account');
    const [first = ''] = path;
    if (first.startsWith('@')) return checked(first.slice(1), TIKTOK_NAME);
    return reserved(path, words('share'), NONE) ?? refuse('accounts there begin with "@"');
  },
  fromName: (name) => checked(name, TIKTOK_NAME),
  url: (handle) => `https://www.tiktok.com/@${handle}`,
};

/** Reddit: `r/name` for a community, `u/name` for a user. */
export const reddit: NetworkRule = {
  hosts: /^(?:[a-z]+\.)?reddit\.com$/,
  fromAddress: ({ path }) => {
    const own = words('comments gallery login poll search settings');
    return reserved(path, words('submit share'), own) ?? redditName(path[0], path[1]);
  },
  fromName: (name) => {
    const [kind, rest] = name.replace(/^\//, '').split('/', 2);
    return redditName(kind, rest);
  },
  url: (handle) => `https://www.reddit.com/${handle.replace(/^u\//, 'user/')}`,
};

function redditName(kind = '', name?: string): string | Refusal {
  const prefix = { r: 'r/', u: 'u/', user: 'u/' }[kind.toLowerCase()];
  if (prefix === undefined) return refuse(`"${kind}" is neither r/name nor u/name`);
  const good = checked(name, /^[a-z0-9_-]{2,30}$/);
  return typeof good === 'string' ? prefix + good : good;
}

const PINTEREST_NAME = /^[a-z0-9_]{1,60}$/;

export const pinterest: NetworkRule = {
  hosts:
    /^(?:[a-z]{2}\.)?pinterest\.(?:com|ca|de|es|fr|it|ie|at|ch|jp|nz|se|pt|ph|cl|dk|co\.(?:uk|kr)|com\.(?:mx|au))$|^pin\.it$/,
  fromAddress: ({ host, path }) => {
    if (host === 'pin.it') return refuse('it is a short link, not an account');
    const own = words('about business explore ideas login search settings today topics');
    return reserved(path, words('pin share'), own) ?? checked(path[0], PINTEREST_NAME);
  },
  fromName: (name) => checked(name, PINTEREST_NAME),
  url: (handle) => `https://www.pinterest.com/${handle}/`,
};

const YELP_NAME = /^[\p{L}\p{N}\p{M}._'’-]{2,120}$/u;

/** Yelp: the name of the business's page. */
export const yelp: NetworkRule = {
  hosts: /^(?:[a-z]{2}\.)?yelp\.(?:com|ca|de|es|fr|it|ie|co\.(?:uk|nz|jp)|com\.(?:mx|au|br|sg))$/,
  fromAddress: ({ path }) => {
    const [first = '', second] = path;
    if (first === 'biz' || first === 'biz_photos') return checked(second, YELP_NAME);
    return (
      reserved(path, words('writeareview share'), NONE) ?? refuse('pages of businesses there are under /biz/')
    );
  },
  fromName: (name) => checked(name.replace(/^biz\//, ''), YELP_NAME),
  url: (handle) => `https://www.yelp.com/biz/${encodeURI(handle)}`,
};

const FLICKR_ID = /^\d+@n\d{2}$/i;

/** Flickr: the name in lower case, or the id (`12345678@N00`), whose `N` is a capital. */
export const flickr: NetworkRule = {
  hosts: /^flickr\.com$|^flic\.kr$/,
  fromAddress: ({ host, path }) => {
    if (host === 'flic.kr') return refuse('it is a short link, not an account');
    const [first = '', second] = path;
    if (first === 'photos' || first === 'people') return flickrName(second);
    const own = words('account cameras commons explore groups help map search signin');
    return reserved(path, words('share'), own) ?? flickrName(first);
  },
  fromName: (name) => flickrName(name),
  url: (handle) => `https://www.flickr.com/photos/${handle}/`,
};

function flickrName(name: string | undefined): string | Refusal {
  if (name !== undefined && FLICKR_ID.test(name)) return name.toUpperCase();
  return checked(name, /^[a-z0-9_-]{2,60}$/);
}

/** Foursquare: the id of a venue (24 hexadecimal digits, or a number of its first years), or the name of a page. */
export const foursquare: NetworkRule = {
  hosts: /^(?:[a-z]+\.)?foursquare\.com$|^4sq\.com$/,
  fromAddress: ({ host, path }) => {
    if (host === '4sq.com') return refuse('it is a short link, not an account');
    const [first = ''] = path;
    if (first === 'v') {
      const id = path.slice(1).findLast((part) => /^(?:[0-9a-f]{24}|\d{1,12})$/i.test(part));
      return id === undefined ? refuse('it names no venue') : id.toLowerCase();
    }
    if (first === 'venue') return checked(path[1], /^(?:\d{1,12}|[0-9a-f]{24})$/);
    if (first === 'user') return refuse('it is the profile of a person, and persons are never named');
    const own = words('about city download explore img item legal login p signup top-places');
    return reserved(path, words('share intent'), own) ?? foursquareName(first);
  },
  fromName: (name) => foursquareName(name),
  url: (handle) => `https://foursquare.com/${/^(?:[0-9a-f]{24}|\d+)$/.test(handle) ? `v/${handle}` : handle}`,
};

const foursquareName = (name: string) => checked(name, /^[a-z0-9_.-]{1,60}$/);

/** Google+, closed in April 2019: `+name`, or the number of the page. Kept for what was counted before. */
export const googleplus: NetworkRule = {
  hosts: /^(?:plus\.google\.com|google\.com)$/,
  fromAddress: ({ host, path }) => {
    const rest = path[0] === 'u' ? path.slice(2) : path;
    const [first = '', second = ''] = rest[0] === 'b' ? rest.slice(1) : rest;
    if (host === 'google.com' && !first.startsWith('+')) return refuse('it is Google, not a Google+ page');
    if (first === 'pages' || first === 'app') return googlePlusName(second);
    return (
      reserved(rest, words('share'), words('communities collection events hangouts')) ?? googlePlusName(first)
    );
  },
  fromName: (name) => googlePlusName(/^[+\d]/.test(name) ? name : `+${name}`),
  url: (handle) => `https://plus.google.com/${handle}`,
};

const googlePlusName = (name: string) => checked(name, /^(?:\+[\p{L}\p{N}._-]{1,80}|\d{15,25})$/u);
