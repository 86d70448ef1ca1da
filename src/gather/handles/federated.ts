import { checked, NO_NAME, refuse, reserved, SHARE_LINK, type NetworkRule, type Refusal } from './rule.ts';

const DOMAIN = /^(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;
const DID = /^did:(?:plc:[a-z2-7]{24}|web:[a-z0-9.:%-]+)$/;

/** Bluesky: the handle, which is a domain, in lower case; or the DID where that is what was given. */
export const bluesky: NetworkRule = {
  hosts: /^(?:bsky\.app|(?:[a-z0-9-]+\.)?bsky\.social|go\.bsky\.app)$/,
  fromAddress: ({ host, path }) => {
    if (host === 'go.bsky.app') return refuse('it is a short link, not an account');
    if (host.endsWith('.bsky.social')) return host;
    const [first = '', second] = path;
    if (first === 'profile') return second === undefined ? NO_NAME : blueskyName(second);
    return (
      reserved(
        path,
        new Set(['intent']),
        new Set(['search', 'hashtag', 'feeds', 'settings', 'notifications']),
      ) ?? NO_NAME
    );
  },
  fromName: (name) => blueskyName(name),
  url: (handle) => `https://bsky.app/profile/${handle}`,
};

function blueskyName(text: string): string | Refusal {
  const name = text.replace(/^@/, '').replace(/\.$/, '').toLowerCase();
  if (name.startsWith('did:')) return DID.test(name) ? name : refuse(`"${text}" is not a whole DID`);
  return DOMAIN.test(name) ? name : refuse(`"${text}" is not a whole handle: write it with its domain`);
}

const USER = /^[a-z0-9_]+(?:[a-z0-9_.-]*[a-z0-9_])?$/;

/** Mastodon and what speaks like it: `name@host` in lower case. Hosts are without number, so none is listed. */
export const mastodon: NetworkRule = {
  hosts:
    /(?:^|[.-])mastodon\.|^mstdn\.|^(?:med-mastodon\.com|fosstodon\.org|hachyderm\.io|mas\.to|infosec\.exchange|universeodon\.com|sciences\.social|mindly\.social|social\.(?:bund\.de|coop|network\.europa\.eu))$/,
  fromAddress: ({ host, path }) => {
    const [first = '', second = ''] = path[0] === 'web' ? path.slice(1) : path;
    if (first === 'share' || first === 'authorize_interaction') return SHARE_LINK;
    if (first === 'users') return atHost(second, host);
    if (!first.startsWith('@')) return NO_NAME;
    const [name, other] = first.slice(1).split('@', 2);
    return atHost(name, other ?? host);
  },
  fromName: (name) => {
    const [user, host, more] = name.replace(/^acct:/, '').split('@');
    if (host === undefined || more !== undefined)
      return refuse(`"${name}" is not a whole name: write it as @name@host`);
    return atHost(user, host);
  },
  url: (handle) => {
    const [name, host] = handle.split('@');
    return `https://${host}/@${name}`;
  },
};

function atHost(name: string, host: string): string | Refusal {
  const lower = host.toLowerCase();
  if (!DOMAIN.test(lower)) return refuse(`"${host}" is not a host`);
  const good = checked(name, USER);
  return typeof good === 'string' ? `${good}@${lower}` : good;
}
