/** Cells of a registry as values, or the reason why they cannot be used. */

import { STATE_BY_CODE, STATES } from '../../states.ts';

/** Thrown by a row's reading and caught where rows are looped over: the row goes to quarantine with this reason. */
export class BadRow extends Error {}

const STATE_BY_NAME = new Map(STATES.map((state) => [state.name.toLowerCase(), state.code]));

/** A USPS code from a code or a whole name, in any case. */
export function readState(text: string): string {
  const code = STATE_BY_NAME.get(text.toLowerCase()) ?? text.toUpperCase();
  if (!STATE_BY_CODE.has(code))
    throw new BadRow(
      `unknown state "${text}": write the two-letter code of a state, DC or a territory, or drop the row`,
    );
  return code;
}

/** A CMS certification number: six characters. Spreadsheets strip the leading zeros; they are given back. */
export function readCcn(text: string): string {
  const ccn = text.replace(/^'/, '').toUpperCase();
  if (!/^[0-9][0-9A-Z]{0,5}$/.test(ccn))
    throw new BadRow(`"${text}" is not a CMS certification number: six digits or capitals, such as 050001`);
  return ccn.padStart(6, '0');
}

export function readPostcode(text: string): string | null {
  const [five] = text.split('-');
  if (five === '') return null;
  return /^\d{3,5}$/.test(five) ? five.padStart(5, '0') : five;
}

/** A real day, `YYYY-MM-DD`. */
export function readDay(text: string, column: string): string {
  const date = /^\d{4}-\d{2}-\d{2}$/.test(text) ? new Date(`${text}T00:00:00Z`) : null;
  if (!date || Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text)
    throw new BadRow(`${column} "${text}" is not a day: write it as YYYY-MM-DD`);
  return text;
}

/** A finite number, or null for an empty cell. */
export function readNumber(text: string, column: string): number | null {
  if (text === '') return null;
  const value = Number(text);
  if (!Number.isFinite(value))
    throw new BadRow(`${column} "${text}" is not a number: write digits with a point`);
  return value;
}

/** One of the words allowed. */
export function readWord<Word extends string>(text: string, words: readonly Word[], column: string): Word {
  const word = words.find((known) => known === text);
  if (word === undefined)
    throw new BadRow(`${column} "${text}" is none of ${words.join(', ')}: write one of them`);
  return word;
}

export function needed(text: string, column: string): string {
  if (text === '') throw new BadRow(`${column} is empty: fill it in, or drop the row`);
  return text;
}

export const orNull = (text: string) => (text === '' ? null : text);
