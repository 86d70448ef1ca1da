/**
 * The links of a page that may lead to an account, each with where it stands and the words around it.
 * Links are looked for in markup, in attributes that scripts read, in JSON-LD, in meta tags and in feeds.
 */

import { Parser } from 'htmlparser2';
import { attributeUrls, labelOf, metaUrl, placeOf, wordsOf, type Attributes } from './attributes.ts';
import { readJsonLd } from './json-ld.ts';

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
  /** The last words of the text that stands before it in what holds it, such as a heading; those of other links left out. */
  readonly before: string;
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
  /** False where elements lie so deep in each other, or links are so many, that the rest was not read. */
  readonly isWhole: boolean;
}

/** What holds the link being read, from the outermost in. */
interface Holder {
  readonly name: string;
  readonly place: Place | null;
  readonly words: string;
  text: string;
}

interface OpenLink extends PageLink {
  label: string;
}

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
const FEED_TYPE = /rss|atom|feed\+json/i;
/** Holders beyond this depth tell nothing more. */
const DEEPEST = 400;
/** The parser's time grows with the square of the depth, so a page that never closes what it opens is left there. */
const DEEPEST_READ = 5000;
const PIECE = 16_384;
/** No home page has as many links. */
const MOST_LINKS = 20_000;
/** Characters of the text before a link that may speak of it: a heading, "site by", "follow us". */
const BEFORE = 60;
/** Elements that icons are made of: their classes are the only words that such a link has. */
const ICONS = new Set(['img', 'svg', 'i', 'span', 'title', 'use']);

export function readPageLinks(html: string, pageUrl: string): PageContent {
  const links: PageLink[] = [];
  const holders: Holder[] = [];
  let base = pageUrl;
  let open: OpenLink | null = null;
  let script: string | null = null;
  let hidden = 0;
  let depth = 0;
  let textLength = 0;
  let hasScripts = false;
  let title = '';

  /** The link as it stands here, or null where the address leads to no page. */
  const linkTo = (href: string | undefined, place: Place, own: string, label = ''): OpenLink | null => {
    const url = href === undefined ? null : (URL.parse(repaired(href), base)?.href ?? null);
    if (url === null || !/^https?:/.test(url)) return null;
    const held = holders.slice(-5).map(({ words }) => words);
    const nearest = holders.findLast((holder) => holder.place !== null || holder.text.trim() !== '');
    const before = nearest?.text ?? '';
    return {
      url,
      place,
      context: [...held, own].join(' ').toLowerCase(),
      label,
      before: before.slice(-BEFORE).replace(/\s+/g, ' ').trim().toLowerCase(),
      isRelMe: false,
    };
  };
  const add = (link: PageLink | null) => {
    if (link !== null) links.push({ ...link, label: link.label.replace(/\s+/g, ' ').trim().toLowerCase() });
  };
  const placeNow = (): Place => holders.findLast((holder) => holder.place !== null)?.place ?? 'main';
  /** The header and the footer of an article are part of the article. */
  const placeIn = (name: string, attributes: Attributes): Place | null =>
    /^(?:header|footer)$/.test(name) && placeNow() === 'article' ? 'article' : placeOf(name, attributes);

  const readHead = (name: string, attributes: Attributes, own: string) => {
    if (name === 'meta') add(linkTo(metaUrl(attributes), 'meta', own));
    if (name !== 'link') return;
    if (/\balternate\b/i.test(attributes.rel ?? '') && FEED_TYPE.test(attributes.type ?? ''))
      add(linkTo(attributes.href, 'feed', own, attributes.title));
    if (isRelMe(attributes)) add(relMe(linkTo(attributes.href, 'meta', own)));
  };
  const readAnchor = (attributes: Attributes, own: string): OpenLink | null => {
    const link = linkTo(attributes.href, placeNow(), own, labelOf(attributes));
    // A visible link to another host's feed is reading matter; the site's own is its blog.
    if (link && isFeed(attributes, own) && URL.parse(link.url)?.host === URL.parse(pageUrl)?.host)
      return { ...link, place: 'feed' };
    return isRelMe(attributes) ? relMe(link) : link;
  };

  const parser = new Parser(
    {
      onopentag(name, attributes) {
        depth += 1;
        const own = wordsOf(attributes);
        if (name === 'base' && attributes.href) base = URL.parse(attributes.href, base)?.href ?? base;
        if (name === 'meta' || name === 'link') readHead(name, attributes, own);
        if (name === 'script') {
          hasScripts = true;
          script = /ld\+json/i.test(attributes.type ?? '') ? '' : null;
        }
        if (name === 'script' || name === 'style') hidden += 1;
        if (name === 'area') add(readAnchor(attributes, own));
        if (name === 'a') {
          // A link that was never closed ends where the next begins.
          add(open);
          open = readAnchor(attributes, own);
        }
        if (open && ICONS.has(name))
          open.label += ` ${labelOf(attributes)} ${attributes.class ?? ''} ${attributes['xlink:href'] ?? ''}`;
        for (const url of attributeUrls(name, attributes))
          add(linkTo(url, placeNow() === 'main' ? 'attribute' : placeNow(), own, labelOf(attributes)));
        if (!VOID.has(name) && holders.length < DEEPEST)
          holders.push({ name, place: placeIn(name, attributes), words: own, text: '' });
      },
      ontext(text) {
        if (script !== null) script += text;
        if (hidden > 0) return;
        textLength += text.trim().length;
        const holder = holders.at(-1);
        if (open) open.label += ` ${text}`;
        else if (holder?.name === 'title' && holders.at(-2)?.name !== 'svg') title += text;
        else if (holder) holder.text = `${holder.text}${text}`.slice(-BEFORE);
      },
      onclosetag(name) {
        depth -= 1;
        if (name === 'script' && script !== null) {
          for (const { url, ...subject } of readJsonLd(script)) {
            const link = linkTo(url, 'json-ld', subject.type);
            add(link && { ...link, context: subject.type.toLowerCase(), before: '', subject });
          }
          script = null;
        }
        if (name === 'script' || name === 'style') hidden = Math.max(0, hidden - 1);
        if (name === 'a') {
          add(open);
          open = null;
        }
        const at = holders.findLastIndex((holder) => holder.name === name);
        if (at < 0) return;
        const { text, place: closed } = holders[at];
        holders.length = at;
        const parent = holders.at(-1);
        // What an article or a menu says is not said of what comes after it.
        if (parent && closed === null) parent.text = `${parent.text} ${text}`.slice(-BEFORE);
      },
    },
    { decodeEntities: true, lowerCaseTags: true, lowerCaseAttributeNames: true },
  );
  let read = 0;
  for (; read < html.length && depth < DEEPEST_READ && links.length < MOST_LINKS; read += PIECE)
    parser.write(html.slice(read, read + PIECE));
  parser.end();
  return { links, textLength, hasScripts, title: title.trim(), isWhole: read >= html.length };
}

const isRelMe = (attributes: Attributes) => /\bme\b/i.test(attributes.rel ?? '');
const relMe = (link: OpenLink | null) => link && { ...link, isRelMe: true };

/** A visible link to a feed: by its type, or by its address where it is called one. */
function isFeed({ href = '', type = '' }: Attributes, own: string): boolean {
  return FEED_TYPE.test(type) || (/\brss\b/i.test(own) && /\b(?:rss|feed|atom)\b/i.test(href));
}

/** Addresses are often typed without their beginning, or with two. */
function repaired(href: string): string {
  return href
    .trim()
    .replace(/^(?:https?:\/\/)+(?=https?:\/\/)/i, '')
    .replace(/^(?=www\.|(?:facebook|twitter|instagram|youtube|linkedin)\.com\/)/i, 'https://');
}
