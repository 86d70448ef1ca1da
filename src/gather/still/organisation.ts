/** What most lists leave open about an organisation; to be spread under what they do say. */

import type { Organisation } from '../../records.ts';

export const NOTHING_MORE_KNOWN = {
  state: null,
  city: null,
  county: null,
  postcode: null,
  ownership: null,
  ownershipGroup: null,
  type: null,
  typeGroup: null,
  website: null,
  beds: null,
} as const satisfies Partial<Organisation>;
