/** One line of posts as people hand them in: `{text, lang?, author?, links?, media?}`, checked where it enters. */

import { z } from 'zod';
import { firstIssue, valueMistake } from '../../mistake.ts';
import type { ReadablePost } from '../../understand/reader.ts';

const optionalText = z.string().nullish();

const postSchema = z.looseObject({
  text: z.string('"text" must be a string'),
  lang: z.union([z.string(), z.array(z.string())]).nullish(),
  author: z
    .looseObject({ name: optionalText, bio: optionalText, location: optionalText, domain: optionalText })
    .nullish(),
  links: z.array(z.string()).nullish(),
  media: z.array(z.looseObject({ kind: optionalText, type: optionalText, alt: optionalText })).nullish(),
  reply_to: optionalText,
});

type PostLine = z.infer<typeof postSchema>;

/** Kinds of media by the words that networks use for them. */
const MEDIA_KINDS: Readonly<Record<string, 'image' | 'video' | 'audio' | 'link'>> = {
  image: 'image',
  photo: 'image',
  gif: 'image',
  video: 'video',
  animated_gif: 'video',
  gifv: 'video',
  audio: 'audio',
  link: 'link',
};

/** The post of a line, what is wrong with it, or null for an empty line. */
export function parsePostLine(line: string): { post: ReadablePost } | { problem: string } | null {
  if (line.trim() === '') return null;
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { problem: `not JSON: "${line.slice(0, 60)}"; write one object a line` };
  }
  if (Array.isArray(value)) return { problem: 'a list; write its posts one object a line' };
  const checked = postSchema.safeParse(value, { reportInput: true });
  if (!checked.success) {
    const issue = firstIssue(checked.error);
    return { problem: `${issue.path.map(String).join('.') || 'the post'}: ${valueMistake(issue)}` };
  }
  return { post: readable(checked.data) };
}

function readable({ text, lang, author, links, media, reply_to: replyTo }: PostLine): ReadablePost {
  const languages = typeof lang === 'string' ? [lang] : (lang ?? []);
  return {
    text,
    languages: languages.filter((language) => language !== '' && language !== 'und'),
    links: links ?? [],
    media: (media ?? []).map(({ kind, type, alt }) => ({
      kind: MEDIA_KINDS[(kind ?? type ?? '').toLowerCase()] ?? 'link',
      alt: alt ?? '',
    })),
    author: author
      ? {
          name: author.name ?? '',
          bio: author.bio ?? '',
          location: author.location ?? '',
          domain: author.domain ?? '',
        }
      : null,
    replyTo: replyTo ?? null,
  };
}
