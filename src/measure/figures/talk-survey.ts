/** What adults do with health on social media, and what they make of it, by survey. */

import { defineFigure } from '../figure.ts';
import type { SurveyItem } from '../survey-comparisons.ts';
import { deriveSurvey, surveyQueries, type SurveyResults } from '../survey-figure.ts';

const frequency = (id: string, label: string, variable: string, words: string): SurveyItem => ({
  id,
  label,
  question: `In the past 12 months, how often did you: ${words}? Answer: at least once`,
  variables: [variable],
  // 5 is never.
  yes: [1, 2, 3, 4],
  base: [1, 2, 3, 4, 5],
  of: 'adults who answered',
});

const agreed = (id: string, label: string, variable: string, words: string): SurveyItem => ({
  id,
  label,
  question: `${words} Answer: strongly or somewhat agree`,
  variables: [variable],
  yes: [1, 2],
  base: [1, 2, 3, 4],
  of: 'users of social media who answered',
});

const ITEMS: readonly SurveyItem[] = [
  frequency('visited', 'Visited a social media site', 'SocMed_Visited', 'visited a social media site'),
  frequency(
    'watched-video',
    'Watched a health video on social media',
    'SocMed_WatchedVid',
    'watched a health-related video on a social media site',
  ),
  agreed(
    'hard-to-tell',
    'Find it hard to tell true from false',
    'SocMed_TrueFalse',
    'I find it hard to tell whether health information on social media is true or false.',
  ),
  agreed(
    'same-views',
    'Say most people they follow share their views on health',
    'SocMed_SameViews',
    'Most of the people in my social media networks have the same views about health as me.',
  ),
  {
    id: 'misleading',
    label: 'See a lot of false or misleading health information',
    question:
      'How much of the health information that you see on social media do you think is false or misleading? Answer: a lot',
    variables: ['MisleadingHealthInfo'],
    yes: [1],
    // 5 is "I do not use social media".
    base: [1, 2, 3, 4],
    of: 'users of social media who answered',
  },
  agreed(
    'decisions',
    'Use it to make decisions about their health',
    'SocMed_MakeDecisions',
    'I use information from social media to make decisions about my health.',
  ),
];

export const talkSurvey = defineFigure<SurveyResults>({
  id: 'talk-survey',
  title: 'Health on social media, by survey',
  question: 'What do adults do with health information on social media?',
  base: 'US adults',
  unit: 'percent',
  counts: 'survey',
  method: 'a. Weighted survey estimates with replicate weights',
  statistic:
    'weighted share with logit interval from jackknife replicates; NCHS publication decision; Holm over comparisons',
  inputs: ['hints'],
  whenEmpty:
    'Gather HINTS 6 or 7 (source hints, with the file from hints.cancer.gov) to see what adults do with health on social media.',
  queries: () => surveyQueries(ITEMS),
  derive: ({ sums, sizes }) =>
    deriveSurvey(ITEMS, sums, sizes, [
      'What people think of health information was asked of users of social media; others leave the base.',
    ]),
});
