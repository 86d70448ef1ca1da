/** What adults share on social media, and with whom they would share data of their devices, by survey. */

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

const willing = (id: string, label: string, variables: readonly string[], words: string): SurveyItem => ({
  id,
  label,
  question: `Would you be willing to share health data from your wearable device with ${words}? Answer: yes`,
  variables,
  yes: [1],
  base: [1, 2],
  of: 'users of wearable devices who answered',
});

const ITEMS: readonly SurveyItem[] = [
  frequency(
    'shared-general',
    'Shared general health information',
    'SocMed_SharedGen',
    'shared general health-related information on social media',
  ),
  frequency(
    'shared-personal',
    'Shared personal health information',
    'SocMed_SharedPers',
    'shared personal health information on social media',
  ),
  frequency(
    'interacted',
    'Interacted with people who have similar health issues',
    'SocMed_Interacted',
    'interacted with people who have similar health or medical issues on social media or online forums',
  ),
  {
    id: 'discussed-provider',
    label: 'Use it in talks with their health care provider',
    question:
      'I use information from social media in discussions with my health care provider. Answer: strongly or somewhat agree',
    variables: ['SocMed_DiscussHCP'],
    yes: [1, 2],
    base: [1, 2, 3, 4],
    of: 'users of social media who answered',
  },
  willing(
    'wearable-provider',
    'Would share wearable data with a provider',
    ['WillingShareData_HCP', 'WillingShareData_HCP2'],
    'your health care provider',
  ),
  willing(
    'wearable-family',
    'Would share wearable data with family or friends',
    ['WillingShareData_Fam'],
    'your family or friends',
  ),
];

export const shareSurvey = defineFigure<SurveyResults>({
  id: 'share-survey',
  title: 'Sharing of health information, by survey',
  question: 'Do adults share health information?',
  base: 'US adults',
  unit: 'percent',
  counts: 'survey',
  method: 'a. Weighted survey estimates with replicate weights',
  statistic:
    'weighted share with logit interval from jackknife replicates; NCHS publication decision; Holm over comparisons',
  inputs: ['hints'],
  whenEmpty:
    'Gather HINTS 6 or 7 (source hints, with the file from hints.cancer.gov) to see what adults share now.',
  queries: () => surveyQueries(ITEMS),
  derive: ({ sums, sizes }) =>
    deriveSurvey(ITEMS, sums, sizes, [
      'The social media items say that something was shared, not with whom.',
      'Willingness to share was asked of users of wearable devices, about the data of these devices.',
    ]),
});
