/** Whom adults trust, by survey: information about cancer from six sources, and the health care system. */

import type { SurveyItem } from '../survey-comparisons.ts';
import { defineSurveyFigure } from '../survey-figure.ts';

const VALID = [1, 2, 3, 4];

const trusted = (id: string, label: string, variable: string): SurveyItem => ({
  id,
  label,
  question: 'How much would you trust information about cancer from each? Answer: a lot',
  variables: [variable],
  yes: [1],
  base: VALID,
  of: 'adults who answered',
});

const ITEMS: readonly SurveyItem[] = [
  trusted('doctor', 'A doctor', 'CancerTrustDoctor'),
  trusted('scientists', 'Scientists', 'CancerTrustScientists'),
  trusted('government', 'Government health agencies', 'CancerTrustGov'),
  trusted('family', 'Family or friends', 'CancerTrustFamily'),
  trusted('charities', 'Charities', 'CancerTrustCharities'),
  trusted('religious', 'Religious organizations and leaders', 'CancerTrustReligiousOrgs'),
  {
    id: 'health-system',
    label: 'The health care system',
    question: 'How much do you trust the health care system? Answer: a lot',
    variables: ['TrustHCSystem'],
    yes: [1],
    base: VALID,
    of: 'adults who answered',
  },
];

export const trustSurvey = defineSurveyFigure({
  id: 'trust-survey',
  title: 'Trust in sources of health information, by survey',
  question: 'Whom do adults trust a lot for information about cancer?',
  items: ITEMS,
  notes: [
    'The six sources were asked about for information about cancer; the health care system in general.',
    'A lot is the strongest of four answers; refusals and skipped answers leave the base.',
    'The survey does not tell states apart.',
  ],
  toSee: 'whom adults trust now',
});
