import { checked, refuse, reserved, type NetworkRule, type Refusal } from './rule.ts';

const OWN = new Set(
  'about account ads attribution_link channel c clip creators embed feed gaming hashtag howyoutubeworks live movies playlist post premium redirect results shorts signin t upload user v watch watch_videos'.split(
    ' ',
  ),
);
/** The id of a channel tells capitals apart; everything else does not. */
const CHANNEL = /^UC[\w-]{22}$/;
const NAME = /^[\p{L}\p{N}._·-]{1,60}$/u;

/**
 * YouTube: `UC…` for a channel's id, `@name` for a handle, `user/name` and `c/name` for the older addresses,
 * which need not be the same channel as the handle of that name.
 */
export const youtube: NetworkRule = {
  hosts: /^(?:[a-z]+\.)?youtube\.com$|^youtu\.be$/,
  fromAddress: ({ host, path }) => {
    if (host === 'youtu.be') return refuse('it is a video, not an account');
    const [first = '', second] = path;
    const kind = first.toLowerCase();
    if (first.startsWith('@')) return prefixed('@', first.slice(1));
    if (kind === 'channel') return channel(second ?? '');
    if (kind === 'user' || kind === 'c') return prefixed(`${kind}/`, second);
    return reserved(path, new Set(['share', 'sharing_services']), OWN) ?? prefixed('c/', first);
  },
  fromName: (name, hadAt) => {
    if (hadAt) return prefixed('@', name);
    if (CHANNEL.test(name)) return name;
    const [kind, rest] = name.split('/', 2);
    if (kind === 'channel') return channel(rest ?? '');
    return rest !== undefined && (kind === 'user' || kind === 'c')
      ? prefixed(`${kind}/`, rest)
      : prefixed('c/', name);
  },
  url: (handle) => `https://www.youtube.com/${CHANNEL.test(handle) ? `channel/${handle}` : handle}`,
};

const channel = (id: string) => (CHANNEL.test(id) ? id : refuse(`"${id}" is not the id of a channel`));

function prefixed(prefix: string, name: string | undefined): string | Refusal {
  const good = checked(name, NAME);
  return typeof good === 'string' ? prefix + good : good;
}
