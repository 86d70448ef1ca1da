/**
 * Which authors of posts are organisations: the accounts that registries give, under the same keyed names as posts carry.
 * Done before figures are measured, because accounts and posts come in any order.
 */

import { createSecretKey } from 'node:crypto';
import type { Store } from '../keep/store.ts';
import type { Network } from '../records.ts';
import { accountPseudonym } from '../understand/pseudonym.ts';
import type { Keyring } from './keyring.ts';

interface AccountRow {
  readonly network: Network;
  readonly registry: string;
  readonly organisation_id: string;
  readonly handle: string;
  readonly url: string;
}

interface OrganisationAuthor {
  readonly network: Network;
  /** Keyed pseudonym. */
  readonly author: string;
  readonly registry: string;
  readonly organisation_id: string;
}

interface BorneName {
  readonly network: Network;
  /** Keyed pseudonym of the network's own id. */
  readonly author: string;
  readonly handle: string;
}

/** Writes down which authors are organisations. */
export async function nameOrganisations(
  store: Store,
  keyring: Keyring,
  now: Date = new Date(),
): Promise<void> {
  const at = now.toISOString();
  const authors = await organisationAuthors(store, keyring);
  await store.remove('organisation_authors', '1');
  await store.insert(
    'organisation_authors',
    authors.map((author) => ({ ...author, at })),
  );
}

/**
 * One for every name that a source of posts may know an account by, and every secret posts may be keyed with; and one for
 * every account that a profile showed to bear such a name, on networks whose posts bear ids.
 */
export async function organisationAuthors(
  store: Store,
  keyring: Keyring,
): Promise<readonly OrganisationAuthor[]> {
  const named = await namedAuthors(store, keyring);
  const byName = Map.groupBy(named, ({ network, author }) => `${network} ${author}`);
  const borne = await store.query<BorneName>(
    `SELECT DISTINCT network, author, handle FROM live_followers WHERE handle != '' ORDER BY network, author, handle`,
  );
  const found = borne.flatMap(({ network, author, handle }) =>
    (byName.get(`${network} ${handle}`) ?? []).map((organisation) => ({ ...organisation, author })),
  );
  return [...named, ...found];
}

async function namedAuthors(store: Store, keyring: Keyring): Promise<readonly OrganisationAuthor[]> {
  const accounts = await store.query<AccountRow>(
    `SELECT network, registry, organisation_id, handle, ifNull(url, '') AS url FROM current_accounts
WHERE status = 'present' AND link = 'own' AND handle IS NOT NULL AND handle != '' ORDER BY network, registry, organisation_id, handle`,
  );
  const secrets = [keyring.current, ...keyring.retired].map(({ secretHex }) =>
    createSecretKey(secretHex, 'hex'),
  );
  return accounts.flatMap(({ network, registry, organisation_id, handle, url }) =>
    namesOf(handle, url).flatMap((name) =>
      secrets.map((secret) => ({
        network,
        author: accountPseudonym(secret, network, name),
        registry,
        organisation_id,
      })),
    ),
  );
}

/** The normal form, and the account as its address writes it: exports keep capitals that normal forms let go. */
function namesOf(handle: string, url: string): string[] {
  const written = url.replace(/\/+$/, '').split('/').at(-1)?.replace(/^@/, '') ?? '';
  return [...new Set([handle, written].filter((name) => name !== ''))];
}
