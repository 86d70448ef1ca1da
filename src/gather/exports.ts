/**
 * Facebook, Instagram, LinkedIn and TikTok from files that their owner downloaded: insights and research tables, account
 * downloads, research interfaces. The usual forms are known here; a mapping in the study file takes their place.
 */

import { z } from 'zod';
import type { Network } from '../records.ts';
import { decodeMapped, layout, openMapped } from './mapped-rows.ts';
import { mappingSchema, type Mapping } from './mapping.ts';
import { checkFiles } from './posts/file-options.ts';
import type { JsonObject } from './posts/json-access.ts';
import { definePostSource, type PostSource, type Terms } from './source.ts';

/** A form of export: the fields by which it is known, and what they hold. */
interface ExportForm {
  readonly name: string;
  readonly needs: readonly string[];
  readonly mapping: Mapping;
}

const form = (
  name: string,
  needs: readonly string[],
  mapping: z.input<typeof mappingSchema>,
): ExportForm => ({
  name,
  needs,
  mapping: mappingSchema.parse(mapping),
});

/** What the two networks of Meta write alike: in their tables of insights and in the research library. */
const INSIGHTS = {
  id: 'Post ID',
  posted_at: 'Publish time',
  likes: 'Likes',
  replies: 'Comments',
  reposts: 'Shares',
  day_first: false,
} as const;
const LIBRARY = {
  id: 'id',
  author: ['post_owner.id', 'post_owner_id'],
  posted_at: 'creation_time',
  text: 'text',
  language: 'lang',
  images: 'multimedia.url',
  replies: 'statistics.comment_count',
};

const FACEBOOK: readonly ExportForm[] = [
  form('page insights', ['Post ID', 'Publish time', 'Title'], {
    ...INSIGHTS,
    author: 'Page ID',
    text: ['Title', 'Description'],
    likes: 'Reactions',
  }),
  form('public posts table', ['Page Name', 'Post Created', 'Message'], {
    id: 'URL',
    author: ['Facebook Id', 'Page Name'],
    posted_at: 'Post Created',
    text: ['Message', 'Image Text', 'Description'],
    links: 'Link',
    likes: ['Likes', 'Love', 'Wow', 'Haha', 'Sad', 'Angry', 'Care'],
    replies: 'Comments',
    reposts: 'Shares',
  }),
  form('content library', ['id', 'creation_time', 'text'], {
    ...LIBRARY,
    links: 'link_attachment.link',
    likes: 'statistics.reaction_count',
    reposts: 'statistics.share_count',
  }),
  form('account download', ['timestamp', 'data'], {
    posted_at: 'timestamp',
    text: 'data.post',
    links: 'attachments.data.external_context.url',
    images: 'attachments.data.media.uri',
    alt: 'attachments.data.media.description',
  }),
];

const INSTAGRAM: readonly ExportForm[] = [
  form('insights', ['Post ID', 'Publish time', 'Description'], {
    ...INSIGHTS,
    author: 'Account ID',
    text: 'Description',
  }),
  form('public posts table', ['User Name', 'Post Created', 'Description'], {
    id: 'URL',
    author: 'User Name',
    posted_at: 'Post Created',
    text: ['Description', 'Image Text'],
    links: 'Link',
    images: 'Photo',
    likes: 'Likes',
    replies: 'Comments',
  }),
  form('content library', ['id', 'creation_time', 'text'], {
    ...LIBRARY,
    likes: 'statistics.like_count',
  }),
  form('account download, several pictures', ['media', 'title'], {
    posted_at: ['creation_timestamp'],
    text: ['title', 'media.title'],
    images: 'media.uri',
  }),
  form('account download', ['media'], {
    posted_at: 'media.creation_timestamp',
    text: 'media.title',
    images: 'media.uri',
  }),
];

const LINKEDIN: readonly ExportForm[] = [
  form('shares', ['ShareLink', 'ShareCommentary'], {
    id: 'ShareLink',
    posted_at: 'Date',
    text: 'ShareCommentary',
    links: 'SharedUrl',
    images: 'MediaUrl',
  }),
  form('comments', ['Link', 'Message'], { id: 'Link', posted_at: 'Date', text: 'Message' }),
  form('page updates', ['Post title', 'Post link'], {
    id: 'Post link',
    author: 'Posted by',
    posted_at: 'Created date',
    text: 'Post title',
    likes: 'Likes',
    replies: 'Comments',
    reposts: 'Reposts',
    day_first: false,
  }),
];

const TIKTOK: readonly ExportForm[] = [
  form('research interface, videos', ['video_description', 'create_time'], {
    id: 'id',
    author: 'username',
    posted_at: 'create_time',
    text: ['video_description', 'voice_to_text'],
    videos: 'share_url',
    likes: 'like_count',
    replies: 'comment_count',
    reposts: 'share_count',
  }),
  form('research interface, comments', ['parent_comment_id', 'text', 'video_id'], {
    id: 'id',
    author: 'username',
    posted_at: 'create_time',
    text: 'text',
    reply_to: 'parent_comment_id',
    likes: 'like_count',
    replies: 'reply_count',
  }),
  form('account download, videos', ['Date', 'Link', 'Likes'], {
    id: 'Link',
    posted_at: 'Date',
    text: ['Title', 'AlternateText'],
    videos: 'Link',
    alt: 'AlternateText',
    likes: 'Likes',
  }),
  form('account download, comments', ['date', 'comment'], { posted_at: 'date', text: 'comment' }),
];

const options = z.strictObject({
  ...layout,
  mapping: mappingSchema.optional().describe('Takes the place of the known forms'),
});
type Options = z.infer<typeof options>;

function exportSource(
  network: Network,
  names: { readonly title: string; readonly publisher: string; readonly url: string },
  terms: Pick<Terms, 'licence' | 'url' | 'refuses'>,
  forms: readonly ExportForm[],
): PostSource {
  const mappingFor = (record: JsonObject) =>
    forms.find(({ needs }) => needs.every((name) => Object.hasOwn(record, name)))?.mapping ?? null;
  return definePostSource<Options>({
    id: `${network}-exports`,
    ...names,
    terms: { ...terms, keepTextDays: 30, honoursDeletions: true, sumsOnly: true },
    cadence: 'archive',
    network,
    options,
    open: (given, context, after) => openMapped(given, context, after, given.mapping),
    decode: (chunk, given, unknownField) => {
      const own = given.mapping;
      return decodeMapped(
        chunk,
        {
          layout: given,
          network,
          mappingFor: own ? () => own : mappingFor,
          repair: network === 'facebook' || network === 'instagram',
        },
        unknownField,
      );
    },
    check: (given, context) => checkFiles(given.files, context),
  });
}

export const facebookExports = exportSource(
  'facebook',
  {
    title: 'Facebook posts from exports',
    publisher: 'Meta Platforms, Inc.',
    url: 'https://www.facebook.com/help/212802592074644',
  },
  {
    licence: "posts are their authors'; Meta Terms of Service",
    url: 'https://www.facebook.com/legal/terms',
    refuses: [
      'Nothing is fetched from Facebook: its terms forbid automated collection without permission. Files that you downloaded are read.',
    ],
  },
  FACEBOOK,
);

export const instagramExports = exportSource(
  'instagram',
  {
    title: 'Instagram posts from exports',
    publisher: 'Meta Platforms, Inc.',
    url: 'https://help.instagram.com/181231772500920',
  },
  {
    licence: "posts are their authors'; Instagram Terms of Use",
    url: 'https://help.instagram.com/581066165581870',
    refuses: [
      'Nothing is fetched from Instagram: its terms forbid automated collection without permission. Files that you downloaded are read.',
    ],
  },
  INSTAGRAM,
);

export const linkedinExports = exportSource(
  'linkedin',
  {
    title: 'LinkedIn posts from exports',
    publisher: 'LinkedIn Corporation',
    url: 'https://www.linkedin.com/help/linkedin/answer/a1339364',
  },
  {
    licence: "posts are their authors'; LinkedIn User Agreement",
    url: 'https://www.linkedin.com/legal/user-agreement',
    refuses: [
      'Nothing is fetched from LinkedIn: its user agreement forbids scraping and automated access. Files that you downloaded are read.',
    ],
  },
  LINKEDIN,
);

export const tiktokExports = exportSource(
  'tiktok',
  {
    title: 'TikTok posts from exports',
    publisher: 'TikTok Inc.',
    url: 'https://developers.tiktok.com/doc/research-api-specs-query-videos',
  },
  {
    licence: "posts are their authors'; TikTok Terms of Service and Research Tools Terms",
    url: 'https://www.tiktok.com/legal/page/global/terms-of-service-research-api/en',
    refuses: [
      'Nothing is fetched from TikTok: its terms forbid automated extraction. Files that you downloaded, or got as a researcher, are read.',
      'Posts and persons are not shown one by one: the research terms ask for results in aggregate.',
    ],
  },
  TIKTOK,
);
