import { expect, test } from 'vitest';
import { networkNamed, readHandle } from '../../src/gather/handles.ts';
import { NETWORKS, type Network } from '../../src/records.ts';

type Case = readonly [text: string, hint: Network | null, expected: string];

/** What is written, the network where it is known, and the account it names. */
const ACCOUNTS: readonly Case[] = [
  ['https://www.facebook.com/MayoClinic', null, 'facebook mayoclinic'],
  ['https://www.facebook.com/MayoClinic/', null, 'facebook mayoclinic'],
  ['http://facebook.com/mayoclinic', null, 'facebook mayoclinic'],
  ['facebook.com/mayoclinic/', null, 'facebook mayoclinic'],
  ['www.facebook.com/MayoClinic', null, 'facebook mayoclinic'],
  ['m.facebook.com/mayoclinic?ref=page_internal', null, 'facebook mayoclinic'],
  ['https://mbasic.facebook.com/mayoclinic', null, 'facebook mayoclinic'],
  ['https://es-la.facebook.com/mayoclinic', null, 'facebook mayoclinic'],
  ['https://web.facebook.com/mayoclinic?_rdc=1&_rdr', null, 'facebook mayoclinic'],
  ['https://fb.me/MayoClinic', null, 'facebook mayoclinic'],
  ['https://fb.com/mayoclinic', null, 'facebook mayoclinic'],
  ['https://www.facebook.com/mayoclinic/posts/10158', null, 'facebook mayoclinic'],
  ['https://www.facebook.com/pg/mayoclinic/about/?ref=page_internal', null, 'facebook mayoclinic'],
  ['http://www.facebook.com/#!/mayoclinic', null, 'facebook mayoclinic'],
  ['http://www.facebook.com/home.php#!/mayoclinic?fref=ts', null, 'facebook mayoclinic'],
  ['@MayoClinic', 'facebook', 'facebook mayoclinic'],
  ['MayoClinic', 'facebook', 'facebook mayoclinic'],
  ['https://www.facebook.com/pages/Mercy-Hospital/123456789012', null, 'facebook 123456789012'],
  ['https://www.facebook.com/pages/Mercy-Hospital/123456789012?sk=info', null, 'facebook 123456789012'],
  [
    'https://www.facebook.com/pages/category/Hospital/Mercy-Hospital-123456789012/',
    null,
    'facebook 123456789012',
  ],
  ['https://www.facebook.com/profile.php?id=100064573829101', null, 'facebook 100064573829101'],
  ['https://m.facebook.com/profile.php?id=100064573829101&mibextid=ZbWKwL', null, 'facebook 100064573829101'],
  ['https://www.facebook.com/Mercy-Hospital-123456789012/', null, 'facebook 123456789012'],
  ['https://www.facebook.com/p/Mercy-Hospital-100064573829101/', null, 'facebook 100064573829101'],
  ['https://www.facebook.com/people/Mercy-Hospital/100064573829101/', null, 'facebook 100064573829101'],
  ['319859041765749', 'facebook', 'facebook 319859041765749'],
  ['facebook.com/st.marys.health', null, 'facebook st.marys.health'],
  ['https://www.facebook.com/Salud%20?x', 'facebook', 'facebook salud'],
  ['https://www.facebook.com/HospitalGeneralEspañol', null, 'facebook hospitalgeneralespañol'],

  ['https://twitter.com/MayoClinic', null, 'x mayoclinic'],
  ['https://x.com/MayoClinic', null, 'x mayoclinic'],
  ['http://www.twitter.com/mayoclinic/', null, 'x mayoclinic'],
  ['mobile.twitter.com/mayoclinic', null, 'x mayoclinic'],
  ['twitter.com/mayoclinic?lang=en', null, 'x mayoclinic'],
  ['https://twitter.com/#!/mayoclinic', null, 'x mayoclinic'],
  ['https://twitter.com/@mayoclinic', null, 'x mayoclinic'],
  ['https://twitter.com/mayoclinic/status/1234567890', null, 'x mayoclinic'],
  ['https://x.com/mayoclinic/lists/doctors', null, 'x mayoclinic'],
  ['https://twitter.com/intent/user?screen_name=MayoClinic', null, 'x mayoclinic'],
  ['https://twitter.com/intent/follow?screen_name=MayoClinic&tw_p=followbutton', null, 'x mayoclinic'],
  ['@MayoClinic', 'x', 'x mayoclinic'],
  [' @MayoClinic ', 'x', 'x mayoclinic'],
  ['\u200b@MayoClinic\u00a0', 'x', 'x mayoclinic'],
  ['madisoncountydoh', 'x', 'x madisoncountydoh'],
  ['nchd52', 'x', 'x nchd52'],

  ['https://www.youtube.com/user/MayoClinic', null, 'youtube user/mayoclinic'],
  ['https://www.youtube.com/c/MayoClinic', null, 'youtube c/mayoclinic'],
  ['https://www.youtube.com/@MayoClinic', null, 'youtube @mayoclinic'],
  ['https://www.youtube.com/@mayoclinic/videos', null, 'youtube @mayoclinic'],
  ['https://www.youtube.com/channel/UC2K27kcuGqe6O7hnRoZq_iw', null, 'youtube UC2K27kcuGqe6O7hnRoZq_iw'],
  ['youtube.com/channel/UC2K27kcuGqe6O7hnRoZq_iw/featured', null, 'youtube UC2K27kcuGqe6O7hnRoZq_iw'],
  ['https://m.youtube.com/user/mayoclinic?feature=guide', null, 'youtube user/mayoclinic'],
  ['https://www.youtube.com/mayoclinic', null, 'youtube c/mayoclinic'],
  ['UC2K27kcuGqe6O7hnRoZq_iw', 'youtube', 'youtube UC2K27kcuGqe6O7hnRoZq_iw'],
  ['@mayoclinic', 'youtube', 'youtube @mayoclinic'],
  ['user/MayoClinic', 'youtube', 'youtube user/mayoclinic'],

  ['https://www.linkedin.com/company/mayo-clinic', null, 'linkedin company/mayo-clinic'],
  ['https://www.linkedin.com/company/mayo-clinic/about/', null, 'linkedin company/mayo-clinic'],
  ['linkedin.com/company/4624?trk=vsrp', null, 'linkedin company/4624'],
  ['https://de.linkedin.com/company/Mayo-Clinic', null, 'linkedin company/mayo-clinic'],
  ['https://www.linkedin.com/company-beta/4624/', null, 'linkedin company/4624'],
  ['https://www.linkedin.com/companies/mayo-clinic', null, 'linkedin company/mayo-clinic'],
  ['https://www.linkedin.com/school/mayo-medical-school/', null, 'linkedin school/mayo-medical-school'],
  ['https://www.linkedin.com/edu/school?id=18596', null, 'linkedin school/18596'],
  ['https://www.linkedin.com/showcase/mayo-clinic-labs', null, 'linkedin showcase/mayo-clinic-labs'],
  ['mayo-clinic', 'linkedin', 'linkedin company/mayo-clinic'],
  ['company/mayo-clinic', 'linkedin', 'linkedin company/mayo-clinic'],
  ["st-margaret's-hospice", 'linkedin', "linkedin company/st-margaret's-hospice"],
  ['smatrics-gmbh?challengeId=AQG', 'linkedin', 'linkedin company/smatrics-gmbh'],

  ['https://www.instagram.com/mayoclinic/', null, 'instagram mayoclinic'],
  ['https://instagram.com/MayoClinic?igshid=abc', null, 'instagram mayoclinic'],
  ['instagr.am/mayoclinic', null, 'instagram mayoclinic'],
  ['https://www.instagram.com/mayoclinic/reel/Cx1/', null, 'instagram mayoclinic'],
  ['https://www.instagram.com/stories/mayoclinic/3', null, 'instagram mayoclinic'],
  ['https://www.instagram.com/_u/mayoclinic', null, 'instagram mayoclinic'],
  ['@st.jude', 'instagram', 'instagram st.jude'],

  ['https://www.tiktok.com/@mayoclinic', null, 'tiktok mayoclinic'],
  ['https://www.tiktok.com/@MayoClinic/video/7123?lang=en', null, 'tiktok mayoclinic'],
  ['@mayoclinic', 'tiktok', 'tiktok mayoclinic'],
  ['mayoclinic', 'tiktok', 'tiktok mayoclinic'],

  ['https://www.threads.net/@mayoclinic', null, 'threads mayoclinic'],
  ['https://www.threads.com/@mayoclinic/post/Cu', null, 'threads mayoclinic'],
  ['@mayoclinic', 'threads', 'threads mayoclinic'],

  ['https://bsky.app/profile/mayoclinic.org', null, 'bluesky mayoclinic.org'],
  ['https://bsky.app/profile/MayoClinic.bsky.social/post/3k', null, 'bluesky mayoclinic.bsky.social'],
  ['https://mayoclinic.bsky.social', null, 'bluesky mayoclinic.bsky.social'],
  ['@mayoclinic.bsky.social', 'bluesky', 'bluesky mayoclinic.bsky.social'],
  ['mayoclinic.bsky.social', null, 'bluesky mayoclinic.bsky.social'],
  ['mayoclinic.org', 'bluesky', 'bluesky mayoclinic.org'],
  ['did:plc:ewvi7nxzyoun6zhxrhs64oiz', null, 'bluesky did:plc:ewvi7nxzyoun6zhxrhs64oiz'],
  [
    'https://bsky.app/profile/did:plc:ewvi7nxzyoun6zhxrhs64oiz',
    null,
    'bluesky did:plc:ewvi7nxzyoun6zhxrhs64oiz',
  ],
  [
    'at://did:plc:ewvi7nxzyoun6zhxrhs64oiz/app.bsky.actor.profile/self',
    null,
    'bluesky did:plc:ewvi7nxzyoun6zhxrhs64oiz',
  ],
  ['did:web:health.example.gov', 'bluesky', 'bluesky did:web:health.example.gov'],

  ['@cdc@mastodon.social', null, 'mastodon cdc@mastodon.social'],
  ['@CDC@Health.Example.gov', 'mastodon', 'mastodon cdc@health.example.gov'],
  ['cdc@health.example.gov', 'mastodon', 'mastodon cdc@health.example.gov'],
  ['acct:cdc@health.example.gov', 'mastodon', 'mastodon cdc@health.example.gov'],
  ['https://mastodon.social/@cdc', null, 'mastodon cdc@mastodon.social'],
  ['https://mastodon.social/@cdc/1098', null, 'mastodon cdc@mastodon.social'],
  ['https://med-mastodon.com/@nurse_news', null, 'mastodon nurse_news@med-mastodon.com'],
  ['https://health.example.gov/@cdc', 'mastodon', 'mastodon cdc@health.example.gov'],
  ['https://health.example.gov/users/cdc', 'mastodon', 'mastodon cdc@health.example.gov'],
  ['https://mastodon.social/@cdc@health.example.gov', null, 'mastodon cdc@health.example.gov'],
  ['https://mastodon.social/web/@cdc', null, 'mastodon cdc@mastodon.social'],

  ['https://www.reddit.com/r/AskDocs/', null, 'reddit r/askdocs'],
  ['https://old.reddit.com/user/MayoClinic', null, 'reddit u/mayoclinic'],
  ['/r/AskDocs', 'reddit', 'reddit r/askdocs'],
  ['u/MayoClinic', 'reddit', 'reddit u/mayoclinic'],

  ['https://www.pinterest.com/mayoclinic/', null, 'pinterest mayoclinic'],
  ['http://pinterest.co.uk/mayoclinic/healthy-recipes', null, 'pinterest mayoclinic'],
  ['pinterest.com/MayoClinic', null, 'pinterest mayoclinic'],

  ['https://www.yelp.com/biz/mayo-clinic-rochester-5?osq=hospital', null, 'yelp mayo-clinic-rochester-5'],
  ['https://m.yelp.com/biz/Mayo-Clinic-Rochester', null, 'yelp mayo-clinic-rochester'],
  ['https://www.yelp.com/biz_photos/mayo-clinic-rochester', null, 'yelp mayo-clinic-rochester'],

  ['https://www.flickr.com/photos/mayoclinic/', null, 'flickr mayoclinic'],
  ['http://www.flickr.com/photos/24854401@N03/sets/72', null, 'flickr 24854401@N03'],
  ['24854401@n03', 'flickr', 'flickr 24854401@N03'],
  ['https://www.flickr.com/people/mayoclinic', null, 'flickr mayoclinic'],

  [
    'https://foursquare.com/v/mayo-clinic/4B5A1C2DF964A520E6B028E3',
    null,
    'foursquare 4b5a1c2df964a520e6b028e3',
  ],
  ['https://foursquare.com/v/4b5a1c2df964a520e6b028e3', null, 'foursquare 4b5a1c2df964a520e6b028e3'],
  ['http://foursquare.com/venue/1234567', null, 'foursquare 1234567'],
  ['https://foursquare.com/mayoclinic', null, 'foursquare mayoclinic'],
  [
    'https://m.foursquare.com/v/mayo/4b5a1c2df964a520e6b028e3/photos',
    null,
    'foursquare 4b5a1c2df964a520e6b028e3',
  ],

  ['https://plus.google.com/+MayoClinic', null, 'googleplus +mayoclinic'],
  ['https://plus.google.com/113456789012345678901/posts', null, 'googleplus 113456789012345678901'],
  ['https://plus.google.com/u/0/b/113456789012345678901/', null, 'googleplus 113456789012345678901'],
  ['http://google.com/+MayoClinic', null, 'googleplus +mayoclinic'],

  ['https://newsnetwork.mayoclinic.org/', 'blog', 'blog newsnetwork.mayoclinic.org'],
  ['http://www.mayoclinic.org/Blog/feed/?x=1', 'blog', 'blog mayoclinic.org/Blog/feed'],
  ['blog.mayoclinic.org', 'blog', 'blog blog.mayoclinic.org'],
];

/** What is written, the network where it is known, and a part of the reason for saying no. */
const REFUSALS: readonly Case[] = [
  ['', null, 'empty'],
  ['   ', 'x', 'empty'],
  ['MayoClinic', null, 'no known network'],
  ['@MayoClinic', null, 'no known network'],
  ['https://www.mayoclinic.org/about', null, 'no known network'],
  ['https://medium.com/@mayoclinic', null, 'no known network'],
  ['https://www.snapchat.com/add/mayoclinic', null, 'no known network'],
  ['mailto:info@mayoclinic.org', null, 'not an account'],
  ['info@mayoclinic.org', 'x', 'e-mail'],
  ['javascript:alert(1)', 'facebook', 'not an account'],
  ['Mayo Clinic', 'x', 'space'],
  ['https://twitter.com/mayoclinic', 'facebook', 'account of x, not of facebook'],
  ['https://example.org/mayoclinic', 'facebook', 'not an address of facebook'],
  ['https://www.facebook.com/', null, 'no account'],
  ['facebook.com', null, 'no account'],
  ['https://www.facebook.com/sharer/sharer.php?u=https%3A%2F%2Fx.org', null, 'share'],
  ['https://www.facebook.com/sharer.php?u=x', null, 'share'],
  ['https://www.facebook.com/share.php?u=x', null, 'share'],
  ['https://www.facebook.com/dialog/feed?app_id=1', null, 'share'],
  ['https://l.facebook.com/l.php?u=https%3A%2F%2Fx.org', null, 'share'],
  ['https://www.facebook.com/groups/123456', null, 'group'],
  ['https://www.facebook.com/events/123456/', null, 'page of the network itself'],
  ['https://www.facebook.com/hashtag/stroke', null, 'page of the network itself'],
  ['https://www.facebook.com/profile.php', null, 'no account'],
  ['https://fb.me/e/2abc', null, 'short link'],
  ['https://twitter.com/intent/tweet?text=hello&via=mayoclinic', null, 'share'],
  ['https://twitter.com/share?url=x', null, 'share'],
  ['https://x.com/intent/post?text=hello', null, 'share'],
  ['https://twitter.com/intent/user?user_id=12', null, 'by number'],
  ['https://twitter.com/search?q=mayo', null, 'page of the network itself'],
  ['https://twitter.com/hashtag/stroke', null, 'page of the network itself'],
  ['https://x.com/i/lists/12', null, 'page of the network itself'],
  ['https://twitter.com/', null, 'no account'],
  ['@a-name-that-x-forbids', 'x', 'cannot be a name'],
  ['https://www.youtube.com/watch?v=dQw4w9WgXcQ', null, 'page of the network itself'],
  ['https://youtu.be/dQw4w9WgXcQ', null, 'video'],
  ['https://www.youtube.com/embed/dQw4w9WgXcQ', null, 'page of the network itself'],
  ['https://www.youtube.com/playlist?list=PL1', null, 'page of the network itself'],
  ['https://www.youtube.com/channel/mayoclinic', null, 'not the id of a channel'],
  ['https://www.linkedin.com/in/jane-doe', null, 'person'],
  ['in/jane-doe', 'linkedin', 'person'],
  ['https://www.linkedin.com/shareArticle?mini=true&url=x', null, 'share'],
  ['https://www.linkedin.com/sharing/share-offsite/?url=x', null, 'share'],
  ['https://www.linkedin.com/groups/123', null, 'page of the network itself'],
  ['https://www.linkedin.com/company/', null, 'no account'],
  ['https://www.instagram.com/p/Cx1/', null, 'page of the network itself'],
  ['https://www.instagram.com/explore/tags/stroke/', null, 'page of the network itself'],
  ['https://vm.tiktok.com/ZM1/', null, 'short link'],
  ['https://www.tiktok.com/tag/stroke', null, 'begin with "@"'],
  ['https://www.threads.net/intent/post?text=x', null, 'share'],
  ['https://bsky.app/intent/compose?text=x', null, 'share'],
  ['https://bsky.app/search?q=x', null, 'page of the network itself'],
  ['mayoclinic', 'bluesky', 'with its domain'],
  ['did:plc:short', null, 'not a whole DID'],
  ['cdc', 'mastodon', '@name@host'],
  ['https://mastodon.social/share?text=x', null, 'share'],
  ['https://pin.it/abc', null, 'short link'],
  ['https://www.pinterest.com/pin/create/button/?url=x', null, 'share'],
  ['https://www.pinterest.com/pin/123/', null, 'share'],
  ['https://www.yelp.com/writeareview/biz/abc', null, 'share'],
  ['https://www.yelp.com/search?find_desc=x', null, 'under /biz/'],
  ['https://flic.kr/p/abc', null, 'short link'],
  ['https://www.flickr.com/groups/health', null, 'page of the network itself'],
  ['https://4sq.com/abc', null, 'short link'],
  ['https://foursquare.com/user/123', null, 'person'],
  ['https://foursquare.com/v/mayo-clinic', null, 'no venue'],
  ['https://plus.google.com/share?url=x', null, 'share'],
  ['https://plus.google.com/communities/123', null, 'page of the network itself'],
  ['https://www.google.com/search?q=x', null, 'not a Google+ page'],
  ['https://www.reddit.com/submit?url=x', null, 'share'],
  ['not an address', 'blog', 'not the address of a blog'],
  ['https://twitter.com/mayoclinic', 'blog', 'not a blog'],
];

test.each(ACCOUNTS)('%s (%s) is %s', (text, hint, expected) => {
  const { account, refused } = readHandle(text, hint);
  expect(refused).toBeUndefined();
  expect(account && `${account.network} ${account.handle}`).toBe(expected);
});

test.each(REFUSALS)('%s (%s) is refused: %s', (text, hint, reason) => {
  const { account, refused } = readHandle(text, hint);
  expect(account).toBeUndefined();
  expect(refused).toContain(reason);
});

test('the address built from a normal form is read as that normal form again', () => {
  for (const [text, hint] of ACCOUNTS) {
    const { account } = readHandle(text, hint);
    if (!account) throw new Error(text);
    const again = readHandle(account.url, account.network).account;
    expect(again).toEqual(account);
    expect(readHandle(account.handle, account.network).account).toEqual(account);
  }
});

test('the table holds every network', () => {
  const read = new Set(ACCOUNTS.map(([, , expected]) => expected.split(' ')[0]));
  expect(NETWORKS.filter((network) => !read.has(network))).toEqual([]);
});

test('a network is known by the words that people use', () => {
  expect(['Twitter', ' X ', 'Google+', 'YouTube', 'bsky', 'RSS', 'myspace'].map(networkNamed)).toEqual([
    'x',
    'x',
    'googleplus',
    'youtube',
    'bluesky',
    'blog',
    null,
  ]);
});
