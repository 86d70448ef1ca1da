/** Which accounts are surely an organisation's, so that a number may be kept beside each of them. A person's never is. */

import type { Role } from '../records.ts';

/** Voices whose accounts belong to bodies; news is left out, because nothing is asked of its accounts. */
export const ORGANISATION_ROLES = ['hospital', 'health-organisation', 'government'] as const;
export type OrganisationRole = (typeof ORGANISATION_ROLES)[number];

/** An office that one person holds: its account speaks for government and is a person's all the same. */
const OFFICE_HOLDER =
  /(?<![\p{L}\p{N}])(?:gov(?:ernor)?|mayor|sen(?:ator)?|rep(?:resentative)?|congress(?:wo)?man|congressmember|surgeon general|secretary|commissioner|director|president|minister)(?![\p{L}\p{N}])/iu;

/** @param name as the profile gives it */
export function isOrganisation(role: Role | null, name: string): boolean {
  return ORGANISATION_ROLES.some((one) => one === role) && !OFFICE_HOLDER.test(name);
}
