/**
 * Visits the websites of organisations and writes down the accounts they link to. One request at a time to a host, several hosts side
 * by side. What was visited lately is skipped, so a run that was stopped goes on where it was.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { counted } from '../counted.ts';
import { CliError, EXIT } from '../errors.ts';
import { websites, type WebsitesOptions } from '../gather/websites.ts';
import {
  LINKED_NETWORKS,
  statusOf,
  visitWebsite,
  type Visit,
  type VisitEffects,
} from '../gather/websites/visit.ts';
import type { Store } from '../keep/store.ts';
import type { Network } from '../records.ts';
import type { Study } from '../study.ts';

export interface WebsitesSummary {
  readonly source: string;
  /** Organisations to visit, and what became of them. */
  readonly read: number;
  readonly kept: number;
  /** Organisations whose pages could not be read, or not whole, by reason. */
  readonly filtered: Readonly<Record<string, number>>;
  readonly accounts: number;
}

export interface WebsitesEffects extends VisitEffects {
  readonly now: () => Date;
  readonly say: (line: string) => void;
  readonly signal?: AbortSignal;
}

interface Place {
  readonly id: string;
  readonly name: string;
  readonly website: string;
}

const PROGRESS_EVERY = 25;

/** @returns null when the study does not name the source `websites` */
export async function gatherWebsites(
  study: Study,
  store: Store,
  effects: WebsitesEffects,
): Promise<WebsitesSummary | null> {
  const entry = study.sources.find(({ source }) => source === websites.id);
  if (!entry) return null;
  const options = readOptions(study, entry);
  const places = await placesToVisit(store, options, effects.now());
  const run = effects.now().toISOString();
  const filtered = new Map<string, number>();
  let visited = 0;
  let accounts = 0;
  const queue = [...byHost(places).values()];
  const visitor = async () => {
    for (let group = queue.shift(); group; group = queue.shift()) {
      for (const place of group) {
        if (effects.signal?.aborted) return;
        const visit = await visitWebsite(place.name, place.website, {
          ...effects,
          pauseMs: options.pause_ms,
          wait: effects.wait ?? sleep,
        });
        await store.insert('accounts', accountRows(place, visit, options.registry, run, effects.now()));
        visited += 1;
        accounts += visit.accounts.length;
        if (visit.problem) filtered.set(visit.problem, (filtered.get(visit.problem) ?? 0) + 1);
        if (visited % PROGRESS_EVERY === 0)
          effects.say(
            `${visited} of ${counted(places.length, 'website')} visited, ${counted(accounts, 'account')} found`,
          );
      }
    }
  };
  await Promise.all(Array.from({ length: options.at_once }, visitor));
  await writeLedger(store, options.registry, run, visited, filtered);
  const failed = [...filtered.values()].reduce((sum, count) => sum + count, 0);
  return {
    source: websites.id,
    read: visited,
    kept: visited - failed,
    filtered: Object.fromEntries(filtered),
    accounts,
  };
}

function readOptions(study: Study, { source, ...given }: Study['sources'][number]): WebsitesOptions {
  const checked = websites.options.safeParse(given);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw new CliError(
    `${study.path}: source "${source}": ${issue.path.join('.')}: ${issue.message}; see docs/sources.md`,
    EXIT.usage,
  );
}

async function placesToVisit(store: Store, options: WebsitesOptions, now: Date): Promise<Place[]> {
  const since = new Date(now.getTime() - options.max_age_days * 86_400_000).toISOString().slice(0, 10);
  const places = await store.query<Place>(
    `SELECT id, name, assumeNotNull(website) AS website FROM current_organisations
WHERE registry = {registry:String} AND website IS NOT NULL AND website != ''
  AND (empty({states:Array(String)}) OR has({states:Array(String)}, ifNull(state, '')))
  AND id NOT IN (SELECT organisation_id FROM accounts WHERE registry = {registry:String} AND gathered_by = 'websites' AND seen_on > toDate({since:String}))
ORDER BY id LIMIT {limit:UInt32}`,
    { registry: options.registry, states: options.states, since, limit: options.limit ?? 1_000_000 },
  );
  if (places.length > 0) return places;
  const [{ known }] = await store.query<{ known: number }>(
    `SELECT count() AS known FROM current_organisations WHERE registry = {registry:String} AND website IS NOT NULL`,
    { registry: options.registry },
  );
  if (known > 0) return [];
  throw new CliError(
    `no organisation of "${options.registry}" with a website is gathered: add that registry to the study's sources before websites`,
  );
}

/** Organisations that share a host are visited one after the other. */
function byHost(places: readonly Place[]): Map<string, Place[]> {
  const groups = new Map<string, Place[]>();
  for (const place of places) {
    const host =
      URL.parse(/^https?:/i.test(place.website) ? place.website : `https://${place.website}`)?.host ??
      place.website;
    groups.set(host, [...(groups.get(host) ?? []), place]);
  }
  return groups;
}

/** One row an account, and one for every network that is absent or could not be told, so that the visit itself is on record. */
function accountRows(place: Place, visit: Visit, registry: string, run: string, now: Date): object[] {
  const shared = {
    registry,
    organisation_id: place.id,
    seen_on: now.toISOString().slice(0, 10),
    gathered_by: websites.id,
    origin: place.website,
    run,
    version: now.getTime(),
  };
  const own = new Set<Network>(
    visit.accounts.filter((account) => account.link === 'own').map((account) => account.network),
  );
  return [
    ...visit.accounts.map(({ network, link, handle, url, evidence }) => ({
      ...shared,
      network,
      link,
      status: 'present',
      handle,
      url,
      evidence,
    })),
    ...LINKED_NETWORKS.filter((network) => !own.has(network)).map((network) => ({
      ...shared,
      network,
      link: 'own',
      status: statusOf(visit, network),
      handle: null,
      url: null,
      evidence: visit.problem || visit.evidence,
    })),
  ];
}

async function writeLedger(
  store: Store,
  registry: string,
  run: string,
  visited: number,
  filtered: ReadonlyMap<string, number>,
): Promise<void> {
  const failed = [...filtered.values()].reduce((sum, count) => sum + count, 0);
  const shared = { run, source: websites.id, origin: registry, at: run };
  await store.insert('ledger', [
    { ...shared, outcome: 'read', rule: '', count: visited },
    { ...shared, outcome: 'kept', rule: '', count: visited - failed },
    ...[...filtered].map(([rule, count]) => ({ ...shared, outcome: 'filtered', rule, count })),
  ]);
}
