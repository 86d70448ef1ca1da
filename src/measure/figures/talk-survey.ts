/** What adults do with health on social media, and what they make of it, by survey. */

import type { SurveyItem } from '../survey-comparisons.ts';
import { defineSurveyFigure } from '../survey-figure.ts';
import { agreementItem, frequencyItem } from '../survey-items.ts';

const ITEMS: readonly SurveyItem[] = [
  frequencyItem('visited', 'Visited a social media site', 'SocMed_Visited', 'visited a social media site'),
  frequencyItem(
    'watched-video',
    'Watched a health video on social media',
    'SocMed_WatchedVid',
    'watched a health-related video on a social media site',
  ),
  agreementItem(
    'hard-to-tell',
    'Find it hard to tell true from false',
    'SocMed_TrueFalse',
    'I find it hard to tell whether health information on social media is true or false.',
  ),
  agreementItem(
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
  agreementItem(
    'decisions',
    'Use it to make decisions about their health',
    'SocMed_MakeDecisions',
    'I use information from social media to make decisions about my health.',
  ),
];

export const talkSurvey = defineSurveyFigure({
  id: 'talk-survey',
  title: 'Health on social media, by survey',
  question: 'What do adults do with health information on social media?',
  items: ITEMS,
  notes: [
    'What people think of health information was asked of users of social media; others leave the base.',
  ],
  toSee: 'what adults do with health on social media',
});
