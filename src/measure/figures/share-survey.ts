/** What adults share on social media, and with whom they would share data of their devices, by survey. */

import type { SurveyItem } from '../survey-comparisons.ts';
import { defineSurveyFigure } from '../survey-figure.ts';
import { agreementItem, frequencyItem } from '../survey-items.ts';

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
  frequencyItem(
    'shared-general',
    'Shared general health information',
    'SocMed_SharedGen',
    'shared general health-related information on social media',
  ),
  frequencyItem(
    'shared-personal',
    'Shared personal health information',
    'SocMed_SharedPers',
    'shared personal health information on social media',
  ),
  frequencyItem(
    'interacted',
    'Interacted with people who have similar health issues',
    'SocMed_Interacted',
    'interacted with people who have similar health or medical issues on social media or online forums',
  ),
  agreementItem(
    'discussed-provider',
    'Use it in talks with their health care provider',
    'SocMed_DiscussHCP',
    'I use information from social media in discussions with my health care provider.',
  ),
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

export const shareSurvey = defineSurveyFigure({
  id: 'share-survey',
  title: 'Sharing of health information, by survey',
  question: 'Do adults share health information?',
  items: ITEMS,
  notes: [
    'The social media items say that something was shared, not with whom.',
    'Willingness to share was asked of users of wearable devices, about the data of these devices.',
  ],
  toSee: 'what adults share now',
});
