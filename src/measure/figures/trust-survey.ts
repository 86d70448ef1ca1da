/** Whom adults trust, by survey: information about cancer from six sources, and the health care system. */

import { defineFigure } from '../figure.ts';
import type { SurveyItem } from '../survey-comparisons.ts';
import { deriveSurvey, surveyQueries, type SurveyResults } from '../survey-figure.ts';

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

export const trustSurvey = defineFigure<SurveyResults>({
  id: 'trust-survey',
  title: 'Trust in sources of health information, by survey',
  question: 'Whom do adults trust a lot for information about cancer?',
  base: 'US adults',
  unit: 'percent',
  counts: 'survey',
  method: 'a. Weighted survey estimates with replicate weights',
  statistic:
    'weighted share with logit interval from jackknife replicates; NCHS publication decision; Holm over comparisons',
  inputs: ['hints'],
  whenEmpty:
    'Gather HINTS 6 or 7 (source hints, with the file from hints.cancer.gov) to see whom adults trust now.',
  queries: () => surveyQueries(ITEMS),
  derive: ({ sums, sizes }) =>
    deriveSurvey(ITEMS, sums, sizes, [
      'The six sources were asked about for information about cancer; the health care system in general.',
      'A lot is the strongest of four answers; refusals and skipped answers leave the base.',
      'The survey does not tell states apart.',
    ]),
});
