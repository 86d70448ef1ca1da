/**
 * HINTS, the Health Information National Trends Survey: answers and weights of a public-use file that the user has
 * obtained from the National Cancer Institute after accepting its terms. Also reads any survey with a descriptor.
 */

import { z } from 'zod';
import { defineSource } from './source.ts';
import { fileOption, inFolder } from './still/options.ts';
import { findDescriptor } from './surveys/descriptor.ts';
import { readRespondents } from './surveys/respondents.ts';
import { readSurveyFile } from './surveys/survey-file.ts';

export const hints = defineSource({
  id: 'hints',
  title: 'Health Information National Trends Survey',
  publisher: 'National Cancer Institute',
  url: 'https://hints.cancer.gov/data/download-data.aspx',
  terms: {
    licence: 'Public use after accepting the HINTS terms; cite HINTS',
    url: 'https://hints.cancer.gov/data/download-data.aspx',
    keepTextDays: null,
    honoursDeletions: false,
    refuses: [
      'The file is not fetched for you: its terms are accepted on the page of the National Cancer Institute.',
      'No respondent is looked for, and no answer of a single respondent leaves the store.',
    ],
  },
  cadence: 'still',
  options: z.strictObject({
    file: fileOption.describe('The public-use file: .rda, .sav or .csv, also with .gz'),
    survey: z
      .string()
      .min(1)
      .describe('hints6, hints7, or the path of a descriptor in YAML for another survey'),
  }),
  inputs: ({ file }, context) => [inFolder(file, context)],
  async *read({ file, survey }, context) {
    const descriptor = findDescriptor(/\.ya?ml$/.test(survey) ? inFolder(survey, context) : survey);
    const frame = await readSurveyFile(await context.effects.readFile(inFolder(file, context)), file);
    const respondents = readRespondents(frame, descriptor, file);
    for (const [row, record] of respondents.entries())
      yield { kind: 'respondent', record, position: `respondent ${row + 1}` };
  },
});
