/** What the attributes of an element tell: where it stands, what it is called, and which addresses it hides. */

import type { Place } from './page-links.ts';

const PLACE_OF_TAG: Readonly<Record<string, Place>> = {
  header: 'header',
  footer: 'footer',
  nav: 'nav',
  aside: 'aside',
  article: 'article',
  main: 'main',
};
const PLACE_OF_ROLE: Readonly<Record<string, Place>> = {
  banner: 'header',
  contentinfo: 'footer',
  navigation: 'nav',
  complementary: 'aside',
  main: 'main',
};
/** Characters of class names and titles that are worth keeping: they are copied to every link within. */
const MOST_WORDS = 300;
const URL_IN_SCRIPT = /https?:\\?\/\\?\/[^\s"'<>)\\]+(?:\\\/[^\s"'<>)\\]*)*/g;

export type Attributes = Readonly<Record<string, string | undefined>>;

export function wordsOf(attributes: Attributes): string {
  return [
    attributes.class,
    attributes.id,
    attributes['aria-label'],
    attributes.title,
    attributes.role,
    attributes.itemprop,
  ]
    .filter(Boolean)
    .join(' ')
    .slice(0, MOST_WORDS);
}

export function labelOf(attributes: Attributes): string {
  return [attributes['aria-label'], attributes.title, attributes.alt].filter(Boolean).join(' ').toLowerCase();
}

/** By element, by ARIA role, or by the class or id that sites give these places. */
export function placeOf(name: string, attributes: Attributes): Place | null {
  const byRole = PLACE_OF_ROLE[attributes.role ?? ''];
  if (byRole) return byRole;
  const byTag = PLACE_OF_TAG[name];
  if (byTag) return byTag;
  // What a theme says about the kind of page does not make all of it an article.
  if (name === 'body' || name === 'html') return null;
  const words = `${attributes.class ?? ''} ${attributes.id ?? ''}`.toLowerCase();
  if (/\b(?:site-?|page-?|global-?|main-?)?foot(?:er)?\b|colophon|bottom-?bar/.test(words)) return 'footer';
  if (/\b(?:site-?|page-?|global-?|main-?)?header\b|masthead|top-?bar|utility/.test(words)) return 'header';
  if (
    /\b(?:post|news|story|article|event|blog)(?:-|_)?(?:item|card|list|body|content|teaser|feed)?\b/.test(
      words,
    )
  )
    return 'article';
  return null;
}

/** Links that scripts open: data attributes, onclick, and plugins that embed a page. */
export function attributeUrls(name: string, attributes: Attributes): string[] {
  const found: string[] = [];
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === '') continue;
    if (name !== 'a' && key === 'data-href') found.push(value);
    else if (
      /^(?:data-(?:url|link|href|social|target-url|profile|page)|formaction)$/.test(key) &&
      key !== 'data-href'
    )
      found.push(value);
    else if (key === 'data-href' && !attributes.href) found.push(value);
    else if (/^on(?:click|mousedown|keydown)$/.test(key)) found.push(...(value.match(URL_IN_SCRIPT) ?? []));
    else if (key === 'action' && name === 'form') found.push(value);
  }
  if (name === 'iframe' && attributes.src) {
    // The page plugin names its page in a parameter of the frame's address.
    const page = URL.parse(attributes.src, 'https://x.invalid')?.searchParams.get('href');
    if (page) found.push(page);
  }
  return found.map((value) => value.replaceAll('\\/', '/'));
}

/** Meta tags that name an account: a handle becomes the address it stands for. */
export function metaUrl(attributes: Attributes): string | undefined {
  const key = (attributes.name ?? attributes.property ?? '').toLowerCase();
  const content = attributes.content?.trim() ?? '';
  if (key === 'twitter:site' && /^@\w+$/.test(content)) return `https://x.com/${content.slice(1)}`;
  if (key === 'article:publisher' || key === 'og:see_also') return content;
  if (key === 'fediverse:creator' && /^@?[^@\s]+@[^@\s]+$/.test(content)) {
    const [user, host] = content.replace(/^@/, '').split('@');
    return `https://${host}/@${user}`;
  }
  return undefined;
}
