import { existsSync } from 'node:fs';
import { expect, test } from 'vitest';
import { blueskyFiles } from '../../../src/gather/bluesky-files.ts';
import { mappedFiles } from '../../../src/gather/mapped-files.ts';
import { mastodonFiles } from '../../../src/gather/mastodon-files.ts';
import { redditArchives } from '../../../src/gather/reddit.ts';
import type { PostSource } from '../../../src/gather/source.ts';
import { xExports } from '../../../src/gather/x.ts';
import { youtubeFiles } from '../../../src/gather/youtube.ts';
import { FIXTURES, gather, POSTS, postsOf, tally } from './chunk-of.ts';

const recorded = test.skipIf(!existsSync(FIXTURES));
const archived = test.skipIf(!existsSync(POSTS));

type Expectation = readonly [
  source: PostSource,
  file: string,
  options: object,
  counts: Readonly<Record<string, number>>,
];

/**
 * Counts worked out with jq, wc and Python's json, not with this code. Lines: `wc -l`. Pages: `jq '.data | length'`,
 * `jq '.items | length'`, `jq '.[0].response.body.data.children | length'` and so on. Refusals in the Mastodon files:
 * `jq 'select(.account.indexable == false)'`, `.account.noindex == true`, and a search of `.account.note` and
 * `.account.fields` for #nobot and #noindex. Thread: all `threadViewPost` nodes by `jq '[.. | objects | select(."$type"? == …)]'`.
 */
const EXPECTED: readonly Expectation[] = [
  [blueskyFiles, 'bluesky/jetstream_events_2026-07-04.jsonl', {}, { counted: 134, post: 17, tombstone: 1 }],
  [blueskyFiles, 'bluesky/jetstream_golden_v1.jsonl', {}, { counted: 9, post: 1 }],
  [blueskyFiles, 'bluesky/getFollowers.recorded.json', { content: 'views' }, { filtered: 48 }],
  [blueskyFiles, 'bluesky/searchActors.recorded.json', { content: 'views' }, { filtered: 10 }],
  [blueskyFiles, 'bluesky/getTimeline.recorded.json', { content: 'views' }, { post: 49 }],
  [blueskyFiles, 'bluesky/searchPosts.recorded.json', { content: 'views' }, { post: 25 }],
  [blueskyFiles, 'bluesky/getPostThread.response.json', { content: 'views' }, { post: 171 }],
  [mastodonFiles, 'mastodon/mastodonsocial.json', {}, { post: 48 }],
  [mastodonFiles, 'mastodon/malformed.json', {}, { post: 44, filtered: 5, quarantined: 1 }],
  [mastodonFiles, 'mastodon/timeline_hashtag.recorded.json', {}, { post: 2, filtered: 3 }],
  [mastodonFiles, 'mastodon/timeline_public.recorded.json', {}, { post: 12, filtered: 8 }],
  [redditArchives, 'reddit/SubredditListings_comments.recorded.json', {}, { post: 100 }],
  [redditArchives, 'reddit/SubredditListings_new.recorded.json', {}, { post: 100 }],
  [redditArchives, 'reddit/Subreddit_search.recorded.json', {}, { post: 6 }],
  [xExports, 'twitter_v1.1/compatibility_classic_13995.json', {}, { post: 2, quarantined: 1 }],
  [xExports, 'twitter_v1.1/compatibilityplus_extended_13997.json', {}, { post: 1 }],
  [xExports, 'twitter_v1.1/extended_extended_14001.json', {}, { post: 1 }],
  [xExports, 'twitter_v2/academictwitteR/data_1405589018948026377.json', {}, { post: 500 }],
  [xExports, 'twitter_v2/academictwitteR/data_1406996915934224391.json', {}, { post: 500 }],
  [xExports, 'twitter_v2/academictwitteR/users_1405589018948026377.json', {}, { post: 192, filtered: 394 }],
  [xExports, 'twitter_v2/twarc/2sets.jsonl', {}, { post: 200 }],
  [xExports, 'twitter_v2/twarc/counts.jsonl', {}, { filtered: 169 }],
  [xExports, 'twitter_v2/twarc/flat.jsonl', {}, { post: 100 }],
  [xExports, 'twitter_v2/twarc/geo_tweets.jsonl', {}, { post: 2 }],
  [xExports, 'twitter_v2/twarc/noflat.jsonl', {}, { post: 100 }],
  [xExports, 'twitter_v2/twarc/streaming_output_with_error.jsonl', {}, { post: 7, quarantined: 1 }],
  [xExports, 'twitter_v2/twarc/users.jsonl', {}, { filtered: 96 }],
  [youtubeFiles, 'youtube/comment_thread_single.json', {}, { post: 1 }],
  [youtubeFiles, 'youtube/comment_threads_by_video_paged_1.json', {}, { post: 5 }],
  [youtubeFiles, 'youtube/comment_threads_by_video_paged_2.json', {}, { post: 5 }],
  [youtubeFiles, 'youtube/comment_threads_with_search.json', {}, { post: 1 }],
  [youtubeFiles, 'youtube/comments_by_parent_paged_1.json', {}, { post: 2 }],
  [youtubeFiles, 'youtube/info_multiple.json', {}, { filtered: 2 }],
  [youtubeFiles, 'youtube/search_by_keywords_p1.json', {}, { post: 25 }],
  [youtubeFiles, 'youtube/search_by_keywords_p2.json', {}, { post: 25 }],
  [youtubeFiles, 'youtube/search_channels.json', {}, { filtered: 5 }],
  [youtubeFiles, 'youtube/videos_info_multi.json', {}, { post: 2 }],
];

for (const [source, file, options, counts] of EXPECTED) {
  recorded(`every record of ${file} is accounted for`, async () => {
    const { events, unknown } = await gather(source, FIXTURES, { files: [file], ...options });
    expect(tally(events)).toEqual(counts);
    expect([...unknown.keys()]).toEqual([]);
    for (const post of postsOf(events)) {
      expect(post.id).not.toBe('');
      expect(post.authorId).not.toBe('');
      expect(post.timeFlag).toBeUndefined();
    }
  });
}

recorded('posts of the stream are what JSON.parse makes of them', async () => {
  const { events } = await gather(blueskyFiles, FIXTURES, {
    files: ['bluesky/jetstream_events_2026-07-04.jsonl'],
  });
  const posts = postsOf(events);
  // jq: posts with .commit.record.reply; .embed of type external; images within .embed.images
  expect(posts.filter((post) => post.replyTo !== null)).toHaveLength(8);
  expect(posts.flatMap((post) => post.media).filter((medium) => medium.kind === 'link')).toHaveLength(3);
  expect(posts.flatMap((post) => post.media).filter((medium) => medium.kind === 'image')).toHaveLength(2);
});

/** Rows counted with Python's csv; likes and scores added up with it. */
const TABLES: readonly (readonly [string, object, number, number])[] = [
  [
    'tweets of county health departments, 648 tables in a tar archive',
    {
      files: ['county_health_department_tweets_2021-12-10.tar.gz'],
      network: 'x',
      mapping: {
        id: 'id',
        author: 'user_id',
        posted_at: ['date', 'time', 'timezone'],
        text: 'tweet',
        likes: 'likes_count',
      },
    },
    24_431,
    34_383,
  ],
  [
    'Reddit of 2013, 35 packed tables',
    {
      files: ['reddit_top_2013/*/*.csv.gz'],
      network: 'reddit',
      mapping: {
        id: 'name',
        posted_at: 'created_utc',
        text: ['title', 'selftext'],
        links: 'url',
        likes: 'score',
      },
    },
    34_259,
    29_559_138,
  ],
  [
    'health news, 16 files in three encodings with bars within the text',
    {
      files: ['health_news_in_twitter/*.txt'],
      network: 'x',
      format: 'pipe',
      quote: '',
      columns: ['id', 'date', 'text'],
      mapping: { id: 'id', posted_at: 'date', text: 'text' },
    },
    63_326,
    0,
  ],
  [
    'illness tweets, tabs without a header',
    {
      files: ['labelled/illness_dataset_tweets.tsv'],
      network: 'x',
      format: 'tsv',
      quote: '',
      columns: ['domain', 'label', 'text'],
      mapping: { text: 'text' },
    },
    22_660,
    0,
  ],
];

for (const [name, options, rows, likes] of TABLES) {
  archived(`${name}: every row becomes a post`, async () => {
    const { events } = await gather(mappedFiles, POSTS, options);
    expect(tally(events)).toEqual({ post: rows });
    expect(postsOf(events).reduce((sum, post) => sum + (post.engagement?.likes ?? 0), 0)).toBe(likes);
  });
}

archived('labelled sets of other shapes are read to their last row', async () => {
  const rows = async (files: string[], mapping: object, more: object = {}) =>
    tally((await gather(mappedFiles, POSTS, { files, network: 'x', mapping, ...more })).events);
  // Rows as stated in the sets' own descriptions.
  expect(await rows(['labelled/caves_vaccine_concerns/*.csv'], { id: 'ID', text: 'text' })).toEqual({
    post: 6957 + 987,
  });
  expect(await rows(['labelled/constraint_covid_fake_news/*.csv'], { id: 'id', text: 'tweet' })).toEqual({
    post: 6420 + 2140,
  });
  expect(await rows(['general_offensive_davidson_labeled_data.csv'], { text: 'tweet' })).toEqual({
    post: 24_783,
  });
  expect(
    await rows(['general_tweeteval/emoji/train_text.txt'], { text: 'text' }, { format: 'text' }),
  ).toEqual({ post: 45_000 });
  expect(
    await rows(['labelled/covid_tweets_sentiment_with_user_location.csv'], {
      text: 'OriginalTweet',
      posted_at: 'TweetAt',
      location: 'Location',
    }),
  ).toEqual({ post: 3798 });
});
