/**
 * The posts seen lately. Sources deliver at least once: after a reconnection the same posts come again, and must not
 * count again. Memory is bounded: two generations of a fixed size, the older one forgotten when the newer is full.
 */

import type { Hash53 } from './fast-hash.ts';

export type Sighting = 'new' | 'repeat' | 'changed';

/** Slots of a generation: at 100 posts a second it is full after an hour and three quarters. */
const GENERATION = 1 << 20;
const FILLED = 0.6;

export class RecentPosts {
  #current: Table;
  #previous: Table | null = null;
  readonly #capacity: number;

  constructor(capacity = GENERATION) {
    this.#capacity = capacity;
    this.#current = new Table(capacity);
  }

  /** Notes one sighting of a post. `changed` is another version of a post already seen. */
  see(id: Hash53, version: Hash53): Sighting {
    const known = this.#current.get(id) ?? this.#previous?.get(id);
    if (known !== undefined && (known === version || known === ANY_VERSION)) {
      if (known === ANY_VERSION) this.#current.set(id, version);
      return 'repeat';
    }
    this.#put(id, version);
    return known === undefined ? 'new' : 'changed';
  }

  /** A post of an earlier run, of which only the id is remembered. */
  recall(id: Hash53): void {
    this.#put(id, ANY_VERSION);
  }

  #put(id: Hash53, version: Hash53): void {
    this.#current.set(id, version);
    if (this.#current.size < this.#capacity * FILLED) return;
    this.#previous = this.#current;
    this.#current = new Table(this.#capacity);
  }
}

const ANY_VERSION = -1;
const EMPTY = -1;

/** Open addressing over typed arrays: 16 bytes a slot, no object a post. */
class Table {
  readonly #ids: Float64Array;
  readonly #versions: Float64Array;
  size = 0;

  constructor(capacity: number) {
    this.#ids = new Float64Array(capacity).fill(EMPTY);
    this.#versions = new Float64Array(capacity);
  }

  get(id: Hash53): Hash53 | undefined {
    const slot = this.#slotOf(id);
    return this.#ids[slot] === id ? this.#versions[slot] : undefined;
  }

  set(id: Hash53, version: Hash53): void {
    const slot = this.#slotOf(id);
    if (this.#ids[slot] !== id) this.size += 1;
    this.#ids[slot] = id;
    this.#versions[slot] = version;
  }

  #slotOf(id: Hash53): number {
    const mask = this.#ids.length - 1;
    let slot = (id % 4294967296) & mask;
    while (this.#ids[slot] !== EMPTY && this.#ids[slot] !== id) slot = (slot + 1) & mask;
    return slot;
  }
}
