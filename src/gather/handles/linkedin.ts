import { checked, refuse, reserved, type NetworkRule, type Refusal } from './rule.ts';

const SHARES = new Set(['sharearticle', 'sharing', 'share', 'cws', 'shareactive']);
const OWN = new Set(
  'authwall checkpoint events feed groups home hiring jobs learning legal login posts profile pulse search signup talent uas'.split(
    ' ',
  ),
);
/** Pages of organisations, with the older spellings of their addresses. */
const KINDS: Readonly<Record<string, string>> = {
  company: 'company',
  companies: 'company',
  'company-beta': 'company',
  school: 'school',
  showcase: 'showcase',
};
const NAME = /^[\p{L}\p{N}\p{M}.'’&()_-]{1,100}$/u;

/** LinkedIn: `company/name`, `school/name` or `showcase/name`. Profiles of persons are refused. */
export const linkedin: NetworkRule = {
  hosts: /^(?:[a-z]+\.)?linkedin\.com$/,
  fromAddress: ({ path, query }) => {
    const [first = '', second = ''] = path;
    const kind = first.toLowerCase();
    if (kind === 'in' || kind === 'pub' || kind === 'profile')
      return refuse('it is the profile of a person, and persons are never named');
    if (kind === 'edu') {
      const id = query.get('id') ?? /-(\d+)$/.exec(second)?.[1];
      return page('school', id);
    }
    if (Object.hasOwn(KINDS, kind)) return page(KINDS[kind], second);
    return reserved(path, SHARES, OWN) ?? refuse(`"/${first}" is not the page of an organisation`);
  },
  fromName: (name) => {
    const [kind, rest] = name.split('/', 2);
    if (/^(?:in|pub)$/i.test(kind))
      return refuse('it is the profile of a person, and persons are never named');
    const known = rest !== undefined && Object.hasOwn(KINDS, kind.toLowerCase());
    return known && rest !== '' ? page(KINDS[kind.toLowerCase()], rest) : page('company', kind);
  },
  url: (handle) => `https://www.linkedin.com/${encodeURI(handle)}`,
};

function page(kind: string, name: string | undefined): string | Refusal {
  // What a copied address carries behind the name is not part of it.
  const good = checked(name?.split('?')[0], NAME);
  return typeof good === 'string' ? `${kind}/${good}` : good;
}
