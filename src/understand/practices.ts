/** The practices of method h that one post shows. Cadence belongs to an account and is measured from its posts together. */

import type { LinkType, Media, Practice } from '../records.ts';
import { CUE, SIGN, type Traits } from './identifier-traits.ts';
import { isPlainLanguage } from './readability.ts';
import type { Tokens } from './tokens.ts';

/** Kinds of body whose pages count as a credible source. */
const CREDIBLE: ReadonlySet<LinkType> = new Set([
  'government',
  'education',
  'research',
  'hospital',
  'health-organisation',
  'intergovernmental',
]);
const MANY_TAGS = 4;
const HASHTAG = /(?<![\p{L}\p{N}&/])#(?=[\p{L}\p{N}_]*\p{L})[\p{L}\p{N}_]+/gu;
const WORKING_HOURS = { from: 9, to: 16 } as const;

/** "1/5" at an edge of the text, or the sign or word for a thread. */
const THREAD =
  /^\s*1\s?\/\s?(?:\d{1,2}|n)?\b|\b1\s?\/\s?(?:\d{1,2}|n)\s*$|\u{1F9F5}|\ba thread\b|#thread\b/iu;
/** A story of a person is counted only where the post itself says that the person agreed. */
const CONSENT =
  /\b(?:(?:shared?|told|posted|published) with (?:(?:her|his|their|the (?:family|patient)(?:'s|\u2019s)?) )?(?:permission|consent)|in (?:her|his|their) own words|(?:shares|tells) (?:her|his|their) (?:own )?story|con (?:su )?(?:permiso|consentimiento))\b|#(?:PatientStory|MyStory)\b/iu;

export interface PracticePost {
  readonly text: string;
  /** Of the same text. */
  readonly tokens: Tokens;
  readonly traits: Traits;
  readonly media: readonly Media[];
  readonly isReply: boolean;
  readonly linkTypes: readonly LinkType[];
  /** ISO 639-1; plain language is judged in English only. */
  readonly language: string | null;
  /** Hour of the day where the author is, 0 to 23, or null where the place is not known. */
  readonly localHour: number | null;
}

/** The practices in the order of `PRACTICES`. What cannot be told from the post is not listed. */
export function practicesOf(post: PracticePost): Practice[] {
  const found: Practice[] = [];
  const { text, media, language, tokens, traits } = post;
  if (media.length > 0) addPracticesOfMedia(media, found);
  if (post.linkTypes.some((type) => CREDIBLE.has(type))) found.push('credible-link');
  if (isQuestion(text)) found.push('question');
  if (traits.hashSigns >= MANY_TAGS && hasManyTags(text)) found.push('many-tags');
  if (language === 'en' && isPlainLanguage(tokens)) found.push('plain-language');
  if (post.isReply) found.push('reply');
  const mayBeThread = (traits.signs & SIGN.oneBeforeSlash) !== 0 || (traits.cues & CUE.thread) !== 0;
  if (mayBeThread && THREAD.test(text)) found.push('thread');
  if (maySayConsent(traits) && CONSENT.test(text)) found.push('personal-story');
  if (post.localHour !== null && post.localHour >= WORKING_HOURS.from && post.localHour < WORKING_HOURS.to)
    found.push('working-hours');
  return found;
}

/** "with permission", "in her own words", "tells her story", "#MyStory". */
function maySayConsent({ cues, hashSigns }: Traits): boolean {
  const isInOwnWords = (cues & CUE.own) !== 0 && (cues & CUE.words) !== 0;
  const isStory = (cues & CUE.story) !== 0 && (hashSigns > 0 || (cues & CUE.tells) !== 0);
  return (cues & CUE.consent) !== 0 || isInOwnWords || isStory;
}

function addPracticesOfMedia(media: readonly Media[], found: Practice[]): void {
  const images = media.filter((one) => one.kind === 'image');
  if (images.length > 0) found.push('image');
  if (images.length > 0 && images.every((image) => image.alt.trim() !== '')) found.push('alt-text');
  if (media.some((one) => one.kind === 'video')) found.push('video');
}

function hasManyTags(text: string): boolean {
  HASHTAG.lastIndex = 0;
  let tags = 0;
  while (tags < MANY_TAGS && HASHTAG.test(text)) tags += 1;
  return tags === MANY_TAGS;
}

/** A question mark that does not stand in an address. */
function isQuestion(text: string): boolean {
  for (let at = text.indexOf('?'); at >= 0; at = text.indexOf('?', at + 1)) {
    const next = text.charCodeAt(at + 1);
    if (Number.isNaN(next) || next <= 32 || next > 127 || '"\')!?]#'.includes(text[at + 1])) return true;
  }
  return false;
}
