/**
 * Krippendorff's alpha of two coders for labels without an order: 1 - D_o / D_e, the disagreement observed over the
 * disagreement that the labels would show by chance (Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", section B).
 */

/**
 * @param pairs the two coders' labels, one pair a post that both labelled
 * @returns at most 1; 0 is chance; null where it is not defined: no pair, or one label throughout
 */
export function nominalAlpha(pairs: readonly (readonly [string, string])[]): number | null {
  const values = pairs.length * 2;
  const counts = new Map<string, number>();
  for (const label of pairs.flat()) counts.set(label, (counts.get(label) ?? 0) + 1);
  if (counts.size < 2) return null;
  const disagreements = 2 * pairs.filter(([first, second]) => first !== second).length;
  const alike = [...counts.values()].reduce((sum, count) => sum + count * count, 0);
  return 1 - ((values - 1) * disagreements) / (values * values - alike);
}
