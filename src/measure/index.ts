/** Every figure, listed by hand. A new figure is one file in figures/ and one line here. */

import type { FigureDefinition } from './figure.ts';
import { compare2013 } from './figures/compare-2013.ts';
import { growth2013 } from './figures/growth-2013.ts';
import { growth } from './figures/growth.ts';
import { growthSurveys } from './figures/growth-surveys.ts';
import { growthList, hospitalsLadder } from './figures/hospital-list.ts';
import { hospitals2013 } from './figures/hospitals-2013.ts';
import { hospitalsEngagement } from './figures/hospitals-engagement.ts';
import { hospitalsNow } from './figures/hospitals-now.ts';
import { hospitalsPosting } from './figures/hospitals-posting.ts';
import { hospitalsSince } from './figures/hospitals-since.ts';
import { practices } from './figures/practices.ts';
import { practices2013 } from './figures/practices-2013.ts';
import { practicesExpectations } from './figures/practices-expectations.ts';
import { practicesField } from './figures/practices-field.ts';
import { practicesGuidance } from './figures/practices-guidance.ts';
import { share2013 } from './figures/share-2013.ts';
import { shareReplies } from './figures/share-replies.ts';
import { shareSince } from './figures/share-since.ts';
import { shareSurvey } from './figures/share-survey.ts';
import { states2013 } from './figures/states-2013.ts';
import { statesAccounts } from './figures/states-accounts.ts';
import { statesDepartments } from './figures/states-departments.ts';
import { statesHospitals } from './figures/states-hospitals.ts';
import { systemsAccounts } from './figures/systems-accounts.ts';
import { statesPosts } from './figures/states-posts.ts';
import { talk } from './figures/talk.ts';
import { talkRising } from './figures/talk-rising.ts';
import { talk2013 } from './figures/talk-2013.ts';
import { talkSince } from './figures/talk-since.ts';
import { talkStates } from './figures/talk-states.ts';
import { talkSurvey } from './figures/talk-survey.ts';
import { trust2013 } from './figures/trust-2013.ts';
import { trustLinks } from './figures/trust-links.ts';
import { trustSince } from './figures/trust-since.ts';
import { trustSurvey } from './figures/trust-survey.ts';

export const FIGURES: readonly FigureDefinition[] = [
  talk2013,
  talkSince,
  talkSurvey,
  talk,
  talkRising,
  talkStates,
  trust2013,
  trustSince,
  trustSurvey,
  trustLinks,
  share2013,
  shareSince,
  shareSurvey,
  shareReplies,
  hospitals2013,
  hospitalsLadder,
  hospitalsSince,
  hospitalsNow,
  systemsAccounts,
  hospitalsPosting,
  hospitalsEngagement,
  practices,
  practices2013,
  practicesGuidance,
  practicesExpectations,
  practicesField,
  growth,
  growth2013,
  growthList,
  growthSurveys,
  states2013,
  statesHospitals,
  statesDepartments,
  statesAccounts,
  statesPosts,
  compare2013,
];
