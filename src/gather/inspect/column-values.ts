/** What a column can mean, going by its values. */

import { readMappedTime, type MappedField } from '../mapping.ts';
import type { Column } from './sample.ts';

/** Whether the values could be what the field asks for; an empty column could be anything. */
export function fits(field: MappedField, values: readonly string[]): boolean {
  const filled = values.filter((value) => value.trim() !== '');
  if (filled.length === 0) return field !== 'text' && field !== 'posted_at';
  const share = (test: (value: string) => boolean) => filled.filter(test).length / filled.length;
  if (field === 'posted_at')
    return (
      share((value) => inOurTime(readMappedTime(value, true)) || inOurTime(readMappedTime(value, false))) >
      0.8
    );
  // A flag is no address, and a list of objects is not the post that it tells of.
  if (['links', 'images', 'videos'].includes(field)) return share((value) => /https?:|^\[/.test(value)) > 0.5;
  if (['reply_to', 'quote_of', 'repost_of'].includes(field))
    return share((value) => !/^[[{]|^(?:true|false|0)$/i.test(value)) > 0.5;
  if (field === 'id') return new Set(filled).size > filled.length * 0.95;
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
