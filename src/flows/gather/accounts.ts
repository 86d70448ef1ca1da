/** What was read and what became of it: `read = kept + filtered + duplicate + quarantined`. */

export interface Accounts {
  read: number;
  /** Posts kept, and tombstones acted upon. */
  kept: number;
  duplicate: number;
  quarantined: number;
  /** By rule. */
  readonly filtered: Map<string, number>;
  /** Names of fields that the source does not know, with how often each was met. */
  readonly unknownFields: Map<string, number>;
}

export function emptyAccounts(): Accounts {
  return { read: 0, kept: 0, duplicate: 0, quarantined: 0, filtered: new Map(), unknownFields: new Map() };
}

export function addAccounts(accounts: Accounts, more: Accounts): void {
  accounts.read += more.read;
  accounts.kept += more.kept;
  accounts.duplicate += more.duplicate;
  accounts.quarantined += more.quarantined;
  addCounts(accounts.filtered, more.filtered);
  addCounts(accounts.unknownFields, more.unknownFields);
}

export function addCounts(counts: Map<string, number>, more: ReadonlyMap<string, number>): void {
  for (const [name, count] of more) addCount(counts, name, count);
}

export function addCount(counts: Map<string, number>, name: string, count: number): void {
  counts.set(name, (counts.get(name) ?? 0) + count);
}
