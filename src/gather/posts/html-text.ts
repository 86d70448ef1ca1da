/** The text of a post written in HTML, as its reader sees it, with its links. */

import { Parser } from 'htmlparser2';

export interface HtmlText {
  readonly text: string;
  /** Targets of links that are no mentions of people and no hashtags, in order, each once. */
  readonly links: readonly string[];
}

const LARGEST = 200_000;
const BREAKS = new Set(['br']);
const BLOCKS = new Set([
  'p',
  'div',
  'li',
  'blockquote',
  'pre',
  'h1',
  'h2',
  'h3',
  'h4',
  'h5',
  'h6',
  'ul',
  'ol',
  'tr',
]);
const UNSEEN = new Set(['script', 'style', 'template', 'head']);

/**
 * @param html content as the network gives it; cut at 200,000 characters
 * @returns paragraphs parted by an empty line, line breaks kept, entities resolved
 */
export function htmlText(html: string): HtmlText {
  if (!/[<&]/.test(html)) return { text: tidy(html), links: [] };
  const links = new Set<string>();
  const pieces: string[] = [];
  let unseen = 0;
  const parser = new Parser(
    {
      onopentag: (name, attributes) => {
        if (UNSEEN.has(name)) unseen += 1;
        if (BREAKS.has(name)) pieces.push('\n');
        if (BLOCKS.has(name)) pieces.push('\n\n');
        if (name === 'a' && isPlainLink(attributes)) links.add(attributes.href);
      },
      ontext: (text) => {
        if (unseen === 0) pieces.push(text);
      },
      onclosetag: (name) => {
        if (UNSEEN.has(name)) unseen = Math.max(0, unseen - 1);
        if (BLOCKS.has(name)) pieces.push('\n\n');
      },
    },
    { decodeEntities: true },
  );
  parser.write(html.slice(0, LARGEST));
  parser.end();
  return { text: tidy(pieces.join('')), links: [...links] };
}

function isPlainLink(attributes: Readonly<Record<string, string>>): boolean {
  const classes = (attributes.class ?? '').split(/\s+/);
  if (classes.includes('mention') || classes.includes('hashtag') || attributes.rel === 'tag') return false;
  return /^https?:\/\//i.test(attributes.href ?? '');
}

/** Spaces as HTML shows them: runs are one, none stand around a line break, and one empty line parts paragraphs. */
function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}
