/**
 * The links of a page that may lead to an account, each with where it stands and the words around it.
 * Links are looked for in markup, in attributes that scripts read, in JSON-LD, in meta tags and in feeds.
 */

import { Parser } from 'htmlparser2';

export type Place =
  'header' | 'footer' | 'nav' | 'aside' | 'article' | 'main' | 'json-ld' | 'meta' | 'feed' | 'attribute';

export interface PageLink {
  /** Absolute. */
  readonly url: string;
  readonly place: Place;
  /** Class names, ids, labels and titles of the link and of what holds it, in lower case. */
  readonly context: string;
  /** Its own text, label, title or the alternative text of its picture. */
  readonly label: string;
  readonly isRelMe: boolean;
  /** For JSON-LD: type and name of the thing that has the link. */
  readonly subject?: { readonly type: string; readonly name: string };
}

export interface PageContent {
  readonly links: readonly PageLink[];
  /** Characters of text that a reader without scripts would see. */
  readonly textLength: number;
  readonly hasScripts: boolean;
  readonly title: string;
}

/** What holds the link being read, from the outermost in. */
interface Holder {
  readonly name: string;
  readonly place: Place | null;
  readonly words: string;
}

interface OpenLink {
  readonly url: string;
  readonly context: string;
  readonly place: Place;
  readonly isRelMe: boolean;
  label: string;
}

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
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
]);
const URL_IN_SCRIPT = /https?:\\?\/\\?\/[^\s"'<>)\\]+(?:\\\/[^\s"'<>)\\]*)*/g;

export function readPageLinks(html: string, pageUrl: string): PageContent {
  const links: PageLink[] = [];
  const holders: Holder[] = [];
  let base = pageUrl;
  let open: OpenLink | null = null;
  let script: string | null = null;
  let hidden = 0;
  let textLength = 0;
  let hasScripts = false;
  let title = '';
  const absolute = (href: string) => URL.parse(href.trim(), base)?.href ?? null;
  const placeNow = (): Place => holders.findLast((holder) => holder.place !== null)?.place ?? 'main';
  const contextNow = (own: string) =>
    `${holders
      .slice(-5)
      .map((holder) => holder.words)
      .join(' ')} ${own}`.toLowerCase();
  const add = (href: string | undefined, place: Place, context: string, label = '', isRelMe = false) => {
    const url = href === undefined ? null : absolute(href);
    if (url !== null && /^https?:/.test(url)) links.push({ url, place, context, label, isRelMe });
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        const own = wordsOf(attributes);
        if (name === 'base' && attributes.href) base = absolute(attributes.href) ?? base;
        if (name === 'meta') add(metaUrl(attributes), 'meta', own);
        if (name === 'link') {
          if (
            /\balternate\b/i.test(attributes.rel ?? '') &&
            /rss|atom|feed\+json/i.test(attributes.type ?? '')
          )
            add(attributes.href, 'feed', own, attributes.title);
          if (/\bme\b/i.test(attributes.rel ?? '')) add(attributes.href, 'meta', own, '', true);
        }
        if (name === 'script') {
          hasScripts = true;
          script = /ld\+json/i.test(attributes.type ?? '') ? '' : null;
        }
        if (name === 'script' || name === 'style' || name === 'noscript')
          hidden += name === 'noscript' ? 0 : 1;
        if ((name === 'a' || name === 'area') && attributes.href !== undefined) {
          const url = absolute(attributes.href);
          if (url !== null && /^https?:/.test(url))
            open = {
              url,
              place: placeNow(),
              context: contextNow(own),
              isRelMe: /\bme\b/i.test(attributes.rel ?? ''),
              label: labelOf(attributes),
            };
        }
        if (
          open &&
          (name === 'img' ||
            name === 'svg' ||
            name === 'i' ||
            name === 'span' ||
            name === 'title' ||
            name === 'use')
        )
          open.label += ` ${labelOf(attributes)} ${attributes.class ?? ''} ${attributes['xlink:href'] ?? attributes.href ?? ''}`;
        for (const url of attributeUrls(name, attributes))
          add(url, placeNow() === 'main' ? 'attribute' : placeNow(), contextNow(own), labelOf(attributes));
        if (!VOID.has(name)) holders.push({ name, place: placeOf(name, attributes), words: own });
      },
      ontext(text) {
        if (script !== null) script += text;
        else if (hidden === 0) {
          textLength += text.trim().length;
          if (holders.at(-1)?.name === 'title' && !open) title += text;
          if (open) open.label += ` ${text}`;
        }
      },
      onclosetag(name) {
        if (name === 'script' && script !== null) {
          links.push(...jsonLdLinks(script, absolute));
          script = null;
        }
        if (name === 'script' || name === 'style') hidden = Math.max(0, hidden - 1);
        if (name === 'a' && open) {
          links.push({ ...open, label: open.label.replace(/\s+/g, ' ').trim().toLowerCase() });
          open = null;
        }
        const at = holders.findLastIndex((holder) => holder.name === name);
        if (at >= 0) holders.length = at;
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  parser.write(html);
  parser.end();
  return { links, textLength, hasScripts, title: title.trim() };
}

type Attributes = Readonly<Record<string, string | undefined>>;

function wordsOf(attributes: Attributes): string {
  return [
    attributes.class,
    attributes.id,
    attributes['aria-label'],
    attributes.title,
    attributes.role,
    attributes.itemprop,
  ]
    .filter(Boolean)
    .join(' ');
}

function labelOf(attributes: Attributes): string {
  return [attributes['aria-label'], attributes.title, attributes.alt].filter(Boolean).join(' ').toLowerCase();
}

/** By element, by ARIA role, or by the class or id that sites give these places. */
function placeOf(name: string, attributes: Attributes): Place | null {
  const byRole = PLACE_OF_ROLE[attributes.role ?? ''];
  if (byRole) return byRole;
  // The header of an article is part of the article.
  const byTag = PLACE_OF_TAG[name];
  if (byTag) return byTag;
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
function attributeUrls(name: string, attributes: Attributes): string[] {
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
function metaUrl(attributes: Attributes): string | undefined {
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

function jsonLdLinks(text: string, absolute: (href: string) => string | null): PageLink[] {
  const links: PageLink[] = [];
  const walk = (node: unknown, depth: number): void => {
    if (depth > 8 || node === null || typeof node !== 'object') return;
    if (Array.isArray(node)) {
      for (const one of node) walk(one, depth + 1);
      return;
    }
    const thing = node as Record<string, unknown>;
    const subject = {
      type: [thing['@type']]
        .flat()
        .filter((type) => typeof type === 'string')
        .join(' '),
      name: typeof thing.name === 'string' ? thing.name : '',
    };
    for (const value of [thing.sameAs].flat()) {
      const url = typeof value === 'string' ? absolute(value) : null;
      if (url !== null && /^https?:/.test(url))
        links.push({
          url,
          place: 'json-ld',
          context: subject.type.toLowerCase(),
          label: '',
          isRelMe: false,
          subject,
        });
    }
    for (const [key, value] of Object.entries(thing)) if (key !== 'sameAs') walk(value, depth + 1);
  };
  try {
    walk(
      JSON.parse(
        text
          .trim()
          .replace(/^<!--|-->$/g, '')
          .replace(/^\/\*.*?\*\/|\/\/<!\[CDATA\[|\/\/\]\]>/gs, ''),
      ),
      0,
    );
  } catch {
    // Broken JSON-LD is common; the links in the markup remain.
  }
  return links;
}
