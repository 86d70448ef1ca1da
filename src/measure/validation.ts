/**
 * How often the shipped model calls a post one about health that is, and passes over one that is not: the held-out
 * subreddits, news and general tweets of docs/model-card.md, of which a test keeps these numbers true. Counts follow from the
 * printed precision and recall.
 */

export interface Validation {
  readonly posts: number;
  readonly labelledPositive: number;
  readonly precision: number;
  readonly recall: number;
}

export const HELD_OUT: Validation = {
  posts: 12_431,
  labelledPositive: 6010,
  precision: 0.858,
  recall: 0.806,
};

export const VALIDATION_WORDS = `${HELD_OUT.posts.toLocaleString('en-US')} held-out posts labelled by forum, outlet or collection`;

/** The four counts that a correction needs. */
export function validationCounts({ posts, labelledPositive, precision, recall }: Validation = HELD_OUT) {
  const truePositives = Math.round(recall * labelledPositive);
  const falsePositives = Math.round(truePositives / precision) - truePositives;
  const labelledNegative = posts - labelledPositive;
  return {
    truePositives,
    labelledPositive,
    trueNegatives: labelledNegative - falsePositives,
    labelledNegative,
  };
}
