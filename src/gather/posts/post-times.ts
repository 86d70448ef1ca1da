/** Times of posts as networks write them, and what to do with those that cannot be believed. */

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** Clocks of phones run ahead by minutes; a post from further ahead has a made-up time. */
const FUTURE_MS = 10 * MINUTE_MS;
/** A live stream delivers within seconds; a day behind means the author or an importer wrote the time by hand. */
const LATE_MS = DAY_MS;
/** Before this no network of `records.ts` existed. */
const EARLIEST_MS = Date.UTC(2003, 0, 1);
/** No clock of ours will say so; beyond 9999 the form of the text would change. */
const LATEST_MS = Date.UTC(2200, 0, 1);
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

export interface PostedTime {
  readonly postedAt: string;
  readonly timeFlag?: 'impossible' | 'future' | 'late';
}

/**
 * The time to file a post under.
 * @param created milliseconds since 1970 as the network states them, NaN where it states none that can be read
 * @param seenAt the instant the post was seen, ISO 8601
 * @param live whether it came from a stream, where a time long before `seenAt` is not the time of posting
 * @param seen the same instant as `seenAt` in milliseconds, for callers that know it
 * @returns the network's time, or the time seen with the reason why
 */
export function postedTime(
  created: number,
  seenAt: string,
  live: boolean,
  seen: number = Date.parse(seenAt),
): PostedTime {
  const timeFlag = timeFlagOf(created, live, seen);
  return timeFlag === undefined ? { postedAt: isoOf(created) } : { postedAt: seenAt, timeFlag };
}

/** Why a time cannot be believed; undefined for one that can. Takes what `postedTime` takes. */
export function timeFlagOf(created: number, live: boolean, seen: number): PostedTime['timeFlag'] {
  if (!(created >= EARLIEST_MS)) return 'impossible';
  if (created > seen + FUTURE_MS) return 'future';
  return live && created < seen - LATE_MS ? 'late' : undefined;
}

/**
 * Milliseconds since 1970 of a time in any of the forms that networks write: ISO 8601, seconds or milliseconds since
 * 1970 (number or text), `Thu Apr 09 01:31:50 +0000 2015`, RFC 2822. NaN for anything else. A time without a zone is UTC.
 */
export function readTime(value: unknown): number {
  if (typeof value === 'number') return epochMs(value);
  if (typeof value !== 'string') return Number.NaN;
  const text = value.trim();
  if (/^\d{9,13}(\.\d+)?$/.test(text)) return epochMs(Number(text));
  if (/^\d{4}-\d{2}-\d{2}/.test(text)) return isoMs(text);
  return namedMonthMs(text);
}

/** The instant as text where it could be one of our time, else `otherwise`. */
export function instantOr(milliseconds: number, otherwise: string): string {
  return isOurTime(milliseconds) ? isoOf(milliseconds) : otherwise;
}

/** Whether an instant could be one of our time. */
export function isOurTime(milliseconds: number): boolean {
  return milliseconds >= EARLIEST_MS && milliseconds < LATEST_MS;
}

/** Seconds written lately, by their last six bits: events of a stream come thousands to a second. */
const KEPT_SECONDS = 64;
const seconds = new Float64Array(KEPT_SECONDS).fill(Number.NaN);
const secondTexts = new Array<string>(KEPT_SECONDS).fill('');

/** As `toISOString` writes an instant of our time; the fraction of a millisecond is cut off. */
export function isoOf(milliseconds: number): string {
  const second = Math.floor(milliseconds / 1000);
  const slot = second & (KEPT_SECONDS - 1);
  if (seconds[slot] !== second) {
    seconds[slot] = second;
    secondTexts[slot] = new Date(second * 1000).toISOString().slice(0, 20);
  }
  const rest = Math.floor(milliseconds) - second * 1000;
  if (rest >= 100) return `${secondTexts[slot]}${rest}Z`;
  return `${secondTexts[slot]}${rest < 10 ? '00' : '0'}${rest}Z`;
}

/** Seconds reach 10^11 in the year 5138, milliseconds passed it in 1973. */
function epochMs(value: number): number {
  return Math.abs(value) < 1e11 ? value * 1000 : value;
}

/** Zones by name, as RFC 2822 section 4.3 fixes them. */
const ZONES: ReadonlyMap<string, string> = new Map([
  ['UTC', 'Z'],
  ['GMT', 'Z'],
  ['Z', 'Z'],
  ['EST', '-05:00'],
  ['EDT', '-04:00'],
  ['CST', '-06:00'],
  ['CDT', '-05:00'],
  ['MST', '-07:00'],
  ['MDT', '-06:00'],
  ['PST', '-08:00'],
  ['PDT', '-07:00'],
]);

function isoMs(text: string): number {
  const match =
    /^(\d{4}-\d{2}-\d{2})(?:[ T]+(\d{2}:\d{2}(?::\d{2})?)(?:[.,](\d{1,9}))?)? ?([A-Z]{1,3}|[+-]\d{2}:?\d{2})?$/i.exec(
      text,
    );
  if (!match) return Number.NaN;
  const [, day, clock = '00:00', fraction = '0', zone = 'Z'] = match;
  const offset = /^[+-]/.test(zone) ? `${zone.slice(0, 3)}:${zone.slice(-2)}` : ZONES.get(zone.toUpperCase());
  return offset === undefined
    ? Number.NaN
    : Date.parse(`${day}T${clock}${clock.length === 5 ? ':00' : ''}.${fraction.slice(0, 3)}${offset}`);
}

/** `Thu Apr 09 01:31:50 +0000 2015` (X, v1.1) and `Thu, 09 Apr 2015 01:31:50 GMT` (RFC 2822, feeds). */
function namedMonthMs(text: string): number {
  const match = /^[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{2}:\d{2}:\d{2}) ([+-]\d{4}) (\d{4})$/.exec(text);
  if (!match)
    return /^(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{2,4} /.test(text) ? Date.parse(text) : Number.NaN;
  const [, monthName, day, time, zone, year] = match;
  const month = String(MONTHS.indexOf(monthName) + 1).padStart(2, '0');
  return Date.parse(`${year}-${month}-${day}T${time}${zone.slice(0, 3)}:${zone.slice(3)}`);
}
