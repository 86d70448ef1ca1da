/** Signs in and around a link that it leads to the account of the page's owner, or to somebody else's. */

import { flat } from './names.ts';
import type { PageLink, Place } from './page-links.ts';

const PLACE_SCORE: Readonly<Record<Place, number>> = {
  footer: 3,
  header: 3,
  nav: 2,
  aside: 2,
  meta: 2,
  feed: 3,
  'json-ld': 2,
  attribute: 2,
  main: 1,
  article: -3,
};

/** Places that are the site's own on every page, where a bare icon means "here we are". */
const OF_THE_SITE: ReadonlySet<Place> = new Set(['footer', 'header', 'nav', 'aside', 'attribute']);

const SOCIAL =
  /\b(?:socials?|follow|connect|stay-?connected|find us|like us|join us|our networks|s[ií]guenos|redes(?:-sociales)?|conecta)\b|social/;
const VENDOR =
  /\b(?:powered by|(?:web)?sites? (?:design(?:ed)?|by|develop(?:ment|ed))|design(?:ed)? by|developed by|built (?:by|with)|hosted by|theme by|made by|agency|vendor|dise[ñn]o web)\b|site-?credit|\bcredits?\b|attribution|powered-?by/;
const SHARE =
  /\bshar(?:e|es|er|ing)\b|addthis|addtoany|sharethis|a2a_|share-?(?:bar|buttons?|links?|this)|compartir/;
const PARTNER =
  /\b(?:partners?|sponsors?|affiliat\w+|accredit\w+|awards?|associations?|resources?|members? of|related|testimonials?|meet (?:our|the)|our (?:doctors|team|providers|physicians)|staff|bio|physician|author|byline)\b/;
const POST_LIKE = /\b(?:post|tweet|embed|story|news|article|feed-?item|event|press)\b/;

/** Words of networks and of icons: a label that has no others says "here we are", not who. */
const BARE_WORDS =
  /\b(?:facebook|twitter|x|youtube|linked-?in|instagram|tiktok|threads|pinterest|bluesky|mastodon|flickr|yelp|foursquare|rss|fb|ig|yt|fa[bsrl]?|bi|brands?|square|play|f|icons?|logos?|svg|sr|only|screen|visually|hidden|links?|page|our|us|on|follow|like|visit|find|see|opens?|in|a|new|window|tab|channel|formerly|the|to)\b/g;

/** Another body's account beside the organisation's. */
const OTHER_BODIES =
  /foundation|fdn|fndtn|auxiliary|giving|philanthrop|careers|jobs|recruit|alumni|giftshop|residency|residents|nursing|union|volunteer|fundacion|police|sheriff|library|chamberof|firedep|schooldistrict/;

/** What themes and builders put there until somebody fills it in. */
const PLACEHOLDER =
  /^(?:your|my)(?:page|company|business|name|user|username|account|profile|handle|brand|organi[sz]ation|hospital|channel|id|site|url|link)\w*$|^(?:user|page|account|company|profile|business|brand|channel)(?:name|url|id|link)?$|^(?:example|placeholder|sample|test|demo|handle|pagename|changeme|loremipsum)$/;
/** Makers of sites, the networks themselves, and bodies that every hospital may link to. */
const STRANGERS = new Set(
  'wordpress wordpressdotcom wix wixcom squarespace weebly godaddy drupal joomla shopify hubspot webflow elementor facebook meta facebookapp twitter x instagram youtube linkedin google tiktok pinterest threads bluesky addthis sharethis elegantthemes themeforest envato scorpion cdcgov cdc cms cmsgov hhsgov fda usfda who nih jointcommission thejointcommission leapfroggroup usnews healthgrades mychart epic pressganey ahahospitals americanheart redcross 988lifeline'.split(
    ' ',
  ),
);

/** @param bearsName the handle bears the organisation's name, so a word nearby that speaks of others is no proof */
export function scoreOfPlace(link: PageLink, bearsName: boolean): number {
  const words = `${link.context} ${link.label}`;
  const around = `${words} ${link.before}`;
  let score = PLACE_SCORE[link.place];
  if (link.isRelMe) score += 2;
  if (link.place === 'json-ld')
    score += /organi[sz]ation|hospital|medical|localbusiness|clinic/i.test(link.context) ? 1 : -3;
  if (VENDOR.test(words) || (!bearsName && VENDOR.test(link.before))) score -= 7;
  if (SHARE.test(link.context)) score -= 3;
  if (SOCIAL.test(around)) score += 2;
  else if (OF_THE_SITE.has(link.place) && isBare(link.label)) score += 1;
  if (link.place !== 'footer' && link.place !== 'header' && PARTNER.test(words)) score -= 3;
  if (link.place === 'main' && POST_LIKE.test(link.context)) score -= 2;
  return score;
}

/** @param text flat, as by `flat` */
export function isAnotherBody(text: string, name: string): boolean {
  const body = OTHER_BODIES.exec(text)?.[0];
  return body !== undefined && !flat(name).includes(body);
}

/** @param name of the account, flat */
export function isNobody(name: string): boolean {
  return STRANGERS.has(name) || PLACEHOLDER.test(name);
}

function isBare(label: string): boolean {
  return !/[\p{L}\p{N}]/u.test(label.replace(BARE_WORDS, ' '));
}
