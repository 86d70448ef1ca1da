/** Kinds of survey questions that several figures ask. */

import type { SurveyItem } from './survey-comparisons.ts';

/** How often in the past 12 months, from almost every day (1) to never (5); counted is at least once. */
export function frequencyItem(id: string, label: string, variable: string, words: string): SurveyItem {
  return {
    id,
    label,
    question: `In the past 12 months, how often did you: ${words}? Answer: at least once`,
    variables: [variable],
    yes: [1, 2, 3, 4],
    base: [1, 2, 3, 4, 5],
    of: 'adults who answered',
  };
}

/** From strongly agree (1) to strongly disagree (4), asked of users of social media; counted is agreement. */
export function agreementItem(id: string, label: string, variable: string, words: string): SurveyItem {
  return {
    id,
    label,
    question: `${words} Answer: strongly or somewhat agree`,
    variables: [variable],
    yes: [1, 2],
    base: [1, 2, 3, 4],
    of: 'users of social media who answered',
  };
}
