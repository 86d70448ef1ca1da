/**
 * Personal identifiers in a text, by pattern: those of the eighteen HIPAA identifiers (45 CFR 164.514(b)(2)) that have one.
 * Names are found by title and by relation only, which is far from all of them; figures report them apart.
 * Most posts hold none, so what a post cannot contain is ruled out by one look at its characters.
 */

import type { IdentifierHit } from '../records.ts';
import { IDENTIFIER_RULES } from './identifier-rules.ts';
import { type Traits, traitsOf } from './identifier-traits.ts';
import { createTokeniser } from './text.ts';

/** The rules with every property in its place, so that the engine walks them as rows of one shape; cue 0 is none. */
const RULES = IDENTIFIER_RULES.map((rule) => ({
  kind: rule.kind,
  digits: rule.digits ?? 0,
  run: rule.run ?? 0,
  signs: rule.signs ?? 0,
  cue: rule.cue ?? 0,
  mayOccur: rule.mayOccur,
  beginsBefore: rule.beginsBefore ?? false,
  pattern: rule.pattern,
  holds: rule.holds,
  kindOf: rule.kindOf,
}));
const RULES_WITHOUT_DIGITS = RULES.filter((rule) => rule.digits === 0 && rule.run === 0);

const tokenise = createTokeniser();

/**
 * Every identifier with its kind and place, in the order of the text; where two overlap, the first and longer one.
 * @param traits those of the same text, where they are known already
 */
export function findIdentifiers(text: string, traits: Traits = traitsOfText(text)): IdentifierHit[] {
  const found: IdentifierHit[] = [];
  // One flag a character, so that a text of many identifiers still takes time in proportion to its length.
  let taken: Uint8Array | null = null;
  const { digits, longestRun, signs, cues } = traits;
  for (const rule of digits > 0 ? RULES : RULES_WITHOUT_DIGITS) {
    if ((signs & rule.signs) !== rule.signs || (rule.cue !== 0 && (cues & rule.cue) === 0)) continue;
    if (digits < rule.digits || longestRun < rule.run) continue;
    if (rule.mayOccur && !rule.mayOccur(traits)) continue;
    // Rules stand in order of certainty: what an earlier one has taken, a later one leaves.
    if (taken === null && found.length > 0) taken = flagsOf(found, text.length);
    const { pattern, holds, kindOf } = rule;
    let end = 0;
    pattern.lastIndex = 0;
    for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
      const start = rule.beginsBefore ? Math.max(end, match.index - match[1].length) : match.index;
      end = pattern.lastIndex;
      if (rule.beginsBefore && start === match.index) continue;
      if (holds && !holds(match, text)) continue;
      if (taken !== null) {
        if (taken.subarray(start, end).includes(1)) continue;
        taken.fill(1, start, end);
      }
      found.push({ kind: kindOf?.(match) ?? rule.kind, start, end });
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
}

function flagsOf(found: readonly IdentifierHit[], length: number): Uint8Array {
  const flags = new Uint8Array(length);
  for (const { start, end } of found) flags.fill(1, start, end);
  return flags;
}

/** The text with every identifier replaced by its kind in brackets. */
export function maskIdentifiers(text: string, hits: readonly IdentifierHit[]): string {
  let masked = '';
  let from = 0;
  for (const { kind, start, end } of hits) {
    masked += `${text.slice(from, start)}[${kind}]`;
    from = end;
  }
  return masked + text.slice(from);
}

function traitsOfText(text: string): Traits {
  return traitsOf(tokenise(text));
}
