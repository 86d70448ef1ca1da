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
  withoutDigits: rule.withoutDigits ?? false,
  mayOccur: rule.mayOccur,
  cue: rule.cue ?? 0,
  startsWith: rule.startsWith,
  pattern: rule.pattern,
  holds: rule.holds,
  kindOf: rule.kindOf,
}));
const RULES_WITHOUT_DIGITS = RULES.filter((rule) => rule.withoutDigits);

const tokenise = createTokeniser();

/**
 * Every identifier with its kind and place, in the order of the text; where two overlap, the first and longer one.
 * @param traits those of the same text, where they are known already
 */
export function findIdentifiers(text: string, traits: Traits = traitsOfText(text)): IdentifierHit[] {
  const found: IdentifierHit[] = [];
  // One flag a character, so that a text of many identifiers still takes time in proportion to its length.
  let taken: Uint8Array | null = null;
  const hasDigits = traits.digits > 0 || traits.digitsOfUrls > 0;
  for (const rule of hasDigits ? RULES : RULES_WITHOUT_DIGITS) {
    if (rule.cue !== 0 && (traits.cues & rule.cue) === 0) continue;
    if (!rule.mayOccur(traits)) continue;
    for (let match = nextMatch(rule, text, 0); match; match = nextMatch(rule, text, rule.pattern.lastIndex)) {
      if (rule.holds && !rule.holds(match, text)) continue;
      const start = match.index;
      const end = start + match[0].length;
      // Rules stand in order of certainty: what an earlier one has taken, a later one leaves.
      taken ??= new Uint8Array(text.length);
      if (taken.subarray(start, end).includes(1)) continue;
      taken.fill(1, start, end);
      found.push({ kind: rule.kindOf?.(match) ?? rule.kind, start, end });
    }
  }
  return found.length > 1 ? found.sort((a, b) => a.start - b.start) : found;
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

function nextMatch(
  { pattern, startsWith }: Pick<(typeof RULES)[number], 'pattern' | 'startsWith'>,
  text: string,
  from: number,
): RegExpExecArray | null {
  if (startsWith === undefined) {
    pattern.lastIndex = from;
    return pattern.exec(text);
  }
  for (let at = text.indexOf(startsWith, from); at >= 0; at = text.indexOf(startsWith, at + 1)) {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) return match;
  }
  return null;
}

function traitsOfText(text: string): Traits {
  return traitsOf(tokenise(text));
}
