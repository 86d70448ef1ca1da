/**
 * RSS 2.0 and 1.0, Atom (RFC 4287) and JSON Feed 1.1 to entries. Forgiving, because feeds are written by hand and by
 * plug-ins; what cannot be read at all says so.
 */

import { Parser } from 'htmlparser2';
import { htmlText } from './posts/html-text.ts';
import { objectOf, objectsOf, parseJson, textOf, type JsonObject } from './posts/json-access.ts';
import type { UnknownField } from './posts/unknown-fields.ts';

export interface FeedEntry {
  readonly id: string;
  readonly title: string;
  readonly body: string;
  readonly links: readonly string[];
  readonly published: string;
  readonly author: string;
  readonly images: number;
  readonly videos: number;
}

export interface Feed {
  readonly title: string;
  readonly language: string;
  readonly entries: readonly FeedEntry[];
}

/** Elements of an entry that carry nothing we read. */
const IGNORED = new Set(
  `category comments wfw:commentrss slash:comments source rights dc:rights dc:subject dc:language
  media:thumbnail media:credit media:description media:title media:keywords media:rating itunes:author itunes:duration
  itunes:explicit itunes:image itunes:summary itunes:subtitle post-id feedburner:origlink atom:link georss:point
  contributor media:group thr:total media:text itunes:episodetype itunes:keywords itunes:title itunes:episode itunes:season`.split(
    /\s+/,
  ),
);
const READ: ReadonlyMap<string, keyof RawEntry> = new Map([
  ['title', 'title'],
  ['guid', 'id'],
  ['id', 'id'],
  ['link', 'link'],
  ['description', 'summary'],
  ['summary', 'summary'],
  ['content', 'content'],
  ['content:encoded', 'content'],
  ['pubdate', 'published'],
  ['published', 'published'],
  ['dc:date', 'published'],
  ['updated', 'updated'],
  ['dc:creator', 'author'],
  ['author', 'author'],
  ['name', 'author'],
]);
const UNREAD_INNER = new Set(['uri', 'email', 'url']);
const MOST_ENTRIES = 10_000;

interface RawEntry {
  id: string;
  title: string;
  link: string;
  summary: string;
  content: string;
  published: string;
  updated: string;
  author: string;
}

/** The feed in the text, or the reason why there is none. */
export function readFeed(text: string, unknownField: UnknownField): Feed | string {
  const start = text.trimStart();
  if (start.startsWith('{')) {
    const value = objectOf(parseJson(text));
    return value && Array.isArray(value.items) ? jsonFeed(value) : 'a JSON document that is no feed';
  }
  return xmlFeed(text, unknownField);
}

function xmlFeed(text: string, unknownField: UnknownField): Feed | string {
  const entries: FeedEntry[] = [];
  let root = '';
  let feedTitle = '';
  let language = '';
  let entry: RawEntry | null = null;
  let media = { images: 0, videos: 0 };
  let links: string[] = [];
  let field: keyof RawEntry | null = null;
  let depth = 0;
  let fieldDepth = 0;
  let titleDepth = 0;
  let markup = '';
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        depth += 1;
        if (root === '') root = name;
        if (root === 'feed' && depth === 1) language = attributes['xml:lang'] ?? '';
        if ((name === 'item' || name === 'entry') && !entry) {
          entry = {
            id: '',
            title: '',
            link: '',
            summary: '',
            content: '',
            published: '',
            updated: '',
            author: '',
          };
          media = { images: 0, videos: 0 };
          links = [];
          field = null;
          return;
        }
        if (!entry) {
          if (name === 'title' && feedTitle === '') titleDepth = depth;
          if (name === 'language') titleDepth = -depth;
          return;
        }
        if (field && depth > fieldDepth && field !== 'author') {
          // XHTML within Atom content: only its text counts.
          markup += ' ';
          return;
        }
        if (name === 'enclosure' || name === 'media:content') {
          const type = attributes.type ?? attributes.medium ?? '';
          if (type.startsWith('image')) media.images += 1;
          if (type.startsWith('video')) media.videos += 1;
          return;
        }
        const href = attributes.href ?? '';
        if (name === 'link' && href !== '') {
          if ((attributes.rel ?? 'alternate') === 'alternate') links.push(href);
          return;
        }
        const known = READ.get(name);
        if (known) {
          field = known;
          fieldDepth = depth;
        } else if (!IGNORED.has(name) && !UNREAD_INNER.has(name)) unknownField(`entry.${name.slice(0, 80)}`);
      },
      ontext: (piece) => {
        if (entry && field) entry[field] += markup === '' ? piece : markup + piece;
        else if (!entry && titleDepth === depth && depth > 0) feedTitle += piece;
        else if (!entry && titleDepth === -depth && depth > 0) language += piece;
        markup = '';
      },
      onclosetag: (name) => {
        if (entry && (name === 'item' || name === 'entry')) {
          if (entries.length < MOST_ENTRIES) entries.push(finished(entry, links, media));
          entry = null;
          field = null;
        }
        if (depth === fieldDepth) field = null;
        if (titleDepth === depth || titleDepth === -depth) titleDepth = 0;
        depth = Math.max(0, depth - 1);
      },
    },
    {
      xmlMode: true,
      lowerCaseTags: true,
      lowerCaseAttributeNames: true,
      decodeEntities: true,
      recognizeCDATA: true,
    },
  );
  parser.write(text);
  parser.end();
  if (!['rss', 'feed', 'rdf:rdf'].includes(root))
    return `a document that is no feed (it begins with <${root.slice(0, 40)}>)`;
  return { title: feedTitle.trim(), language: language.trim(), entries };
}

function finished(
  raw: RawEntry,
  links: readonly string[],
  media: { readonly images: number; readonly videos: number },
): FeedEntry {
  const content = htmlText(raw.content.trim() === '' ? raw.summary : raw.content);
  const own = raw.link.trim();
  const address = own === '' ? (links.at(0) ?? '') : own;
  return {
    id: raw.id.trim() || address,
    title: htmlText(raw.title).text,
    body: content.text,
    links: [...new Set([address, ...content.links].filter(Boolean))],
    published: raw.published.trim() || raw.updated.trim(),
    author: raw.author.trim(),
    images: media.images + (raw.content.match(/<img\b/gi)?.length ?? 0),
    videos: media.videos,
  };
}

function jsonFeed(feed: JsonObject): Feed {
  const entries = objectsOf(feed.items)
    .slice(0, MOST_ENTRIES)
    .map((item): FeedEntry => {
      const html = htmlText(textOf(item.content_html));
      const attachments = objectsOf(item.attachments).map((attachment) => textOf(attachment.mime_type));
      const own = textOf(item.url);
      return {
        id: typeof item.id === 'number' ? String(item.id) : textOf(item.id) || own,
        title: textOf(item.title),
        body: textOf(item.content_text) || html.text || textOf(item.summary),
        links: [...new Set([own, textOf(item.external_url), ...html.links].filter(Boolean))],
        published: textOf(item.date_published) || textOf(item.date_modified),
        author: textOf((objectsOf(item.authors).at(0) ?? objectOf(item.author))?.name),
        images:
          (textOf(item.image) === '' ? 0 : 1) + attachments.filter((type) => type.startsWith('image')).length,
        videos: attachments.filter((type) => type.startsWith('video')).length,
      };
    });
  return { title: textOf(feed.title), language: textOf(feed.language), entries };
}
