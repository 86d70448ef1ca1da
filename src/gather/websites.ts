/**
 * Hospitals' own websites as the evidence for their accounts: what a list kept by hand was, renewed by reading.
 * The reading of one page is in websites/; the visits are made by flows/gather-websites.ts, because they need the organisations that
 * are gathered already, take hours, and go on where they were stopped.
 */

import { z } from 'zod';
import type { VisitSource } from './source.ts';

const websitesOptions = z.strictObject({
  registry: z
    .string()
    .min(1)
    .default('hifld-hospitals')
    .describe('The registry whose organisations are visited; it must give websites'),
  states: z
    .array(z.string().length(2, 'write the two letters of a state, such as TX'))
    .default([])
    .describe('Only these states; all where empty'),
  limit: z.int().min(1).optional().describe('Visit no more than this many organisations in one run'),
  max_age_days: z.int().min(1).default(180).describe('Visit again what was visited longer ago than this'),
  at_once: z
    .int()
    .min(1)
    .max(32)
    .default(8)
    .describe('How many hosts are visited side by side; one request at a time to each'),
  pause_ms: z.int().min(200).default(1000).describe('Wait between two requests to one host'),
});

export type WebsitesOptions = z.infer<typeof websitesOptions>;

export const websites: VisitSource<WebsitesOptions> = {
  id: 'websites',
  title: "Organisations' own websites",
  publisher: 'each organisation',
  url: '',
  cadence: 'visit',
  terms: {
    licence: 'Facts read from public pages; robots.txt is obeyed',
    url: 'https://www.rfc-editor.org/rfc/rfc9309',
    keepTextDays: 0,
    honoursDeletions: false,
    refuses: ['Pages that robots.txt closes are not read, and no page is stored.'],
  },
  options: websitesOptions,
};
