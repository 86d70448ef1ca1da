/** The series of the surveys. Points are joined only where question and base are word for word the same. */

import { definePublishedFigure } from '../published.ts';

export const growthSurveys = definePublishedFigure({
  id: 'growth-surveys',
  title: 'Use of social media for health, by survey',
  question: 'How many people use social media for health?',
  base: 'as stated in each row',
  unit: 'percent',
  series: ['health-online', 'social-use'],
});
