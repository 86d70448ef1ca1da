/** What a column can mean, going by its values. */

import { readMappedTime, type MappedField } from '../mapping.ts';
import type { Column } from './sample.ts';

/** Dirty values that a column may have besides, however few are looked at, when its name says what it is. */
const FEW = 2;

/**
 * Whether the values could be what the field asks for; an empty column could be anything.
 * @param isNamed the column's name says as much, so that a few dirty values say nothing against it
 */
export function fits(field: MappedField, values: readonly string[], isNamed = false): boolean {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.length === 0) return field !== 'text' && field !== 'posted_at';
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  const isMost = (count: number) => isNamed && count > filled.length / 2 && count >= filled.length - FEW;
  if (field === 'posted_at') {
    const times = filled.filter((value) =>
      [true, false].some((day) => inOurTime(readMappedTime(value, day))),
    );
    return times.length > filled.length * 0.8 || isMost(times.length);
  }
  // A flag is no address, and a list of objects is not the post that it tells of.
  if (['links', 'images', 'videos'].includes(field)) return share((value) => /https?:|^\[/.test(value)) > 0.5;
  if (['reply_to', 'quote_of', 'repost_of'].includes(field))
    return share((value) => !/^[[{]|^(?:true|false|0)$/i.test(value)) > 0.5;
  if (field === 'id') {
    const different = new Set(filled).size;
    return different > filled.length * 0.95 || isMost(different);
  }
  if (['likes', 'reposts', 'replies', 'quotes'].includes(field))
    return share((value) => /^-?[\d,.]+$/.test(value)) > 0.8;
  return true;
}

/** Numbers of many kinds can be read as seconds; those of posts lie between 2003 and 2100. */
function inOurTime(milliseconds: number): boolean {
  return milliseconds > Date.UTC(2003, 0, 1) && milliseconds < Date.UTC(2100, 0, 1);
}

export function looksLikeIds({ values }: Column): boolean {
  const isId = (value: string) => /^[\w:.-]{8,80}$/.test(value) && /\d{5}/.test(value);
  return values.length > 1 && values.every(isId) && new Set(values).size === values.length;
}

export function wordsIn({ values }: Column): number {
  const words = values.reduce(
    (sum, value) => sum + value.split(/\s+/).filter((word) => !/^https?:/.test(word) && word !== '').length,
    0,
  );
  return values.length === 0 ? 0 : words / values.length;
}
