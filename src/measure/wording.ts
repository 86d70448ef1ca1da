/**
 * Words that figures from posts may not use: a post shows what was written, linked or answered, not what anybody trusts,
 * thinks or does because of it. Trust is said of survey answers only. See docs/methods.md, section f.
 */

const NEVER = [
  /\btrust(?:s|ed|ing)?\b/i,
  /\bbeliev(?:e|es|ed|ing)\b/i,
  /\bthinks?\b|\bthought\b|\bthinking\b/i,
  /\bfeels?\b|\bfelt\b|\bfeelings?\b/i,
  /\bwant(?:s|ed|ing)?\b/i,
  /\bcaus(?:e|es|ed|ing)\b/i,
  /\bbecause of\b/i,
  /\bleads? to\b|\bled to\b|\bleading to\b/i,
  /\bdriv(?:e|es|en|ing)\b|\bdrove\b/i,
  /\bboost(?:s|ed|ing)?\b/i,
  /\bimprov(?:e|es|ed|ing|ement)\b/i,
  /\bprov(?:e|es|ed|en|ing)\b/i,
  /\brel(?:y|ies|ied|ying) on\b/i,
  /\binfluenc(?:e|es|ed|ing)\b/i,
  /\bprefer(?:s|red|ring)?\b/i,
  /\bmost people\b/i,
  /\bAmericans?\b/i,
] as const;
const PATIENTS = /\bpatients?\b/i;

/**
 * The words of a text that a figure from posts may not use; empty when it may be printed.
 * @param patientsCorrected whether "patients" is the role patient, corrected for classifier error
 */
export function unsupportedWords(text: string, patientsCorrected = false): string[] {
  const rules = patientsCorrected ? NEVER : [...NEVER, PATIENTS];
  return rules.flatMap((rule) => rule.exec(text)?.[0] ?? []);
}
