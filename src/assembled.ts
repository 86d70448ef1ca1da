/** Modules of WebAssembly, compiled once, each instance with a memory of its own in which columns lie one after the other. */

import { readFileSync } from 'node:fs';

type Exports = Readonly<Record<string, WebAssembly.Global>>;

export interface Assembled<Functions> {
  /** The functions of the module, and a global for each place, mask and number. */
  readonly exports: Functions & Exports;
  /** Grows as room is taken, which ends all views of it: make them afterwards. */
  readonly memory: WebAssembly.Memory;
  /** Takes `bytes` bytes, which are zero where nothing was given back, and gives their place: never 0. */
  readonly take: (bytes: number) => number;
  /** Takes them for the column `name`, whose place the module is told of. */
  readonly takeFor: (name: string, bytes: number) => number;
  /** How far the memory is taken. */
  readonly taken: () => number;
  /** Gives back what lies from `place` on. */
  readonly giveBack: (place: number) => void;
}

const PAGE = 65_536;
/** Columns begin at lines of the processor's cache. */
const LINE = 64;
/** Modules read some bytes past the end of a column. */
const MARGIN = 128;

const compiled = new Map<string, WebAssembly.Module>();

/** @param url of the compiled module */
export function assemble<Functions>(url: URL): Assembled<Functions> {
  const module = compiled.get(url.href) ?? new WebAssembly.Module(readFileSync(url));
  compiled.set(url.href, module);
  const memory = new WebAssembly.Memory({ initial: 1 });
  const instance = new WebAssembly.Instance(module, { env: { memory } });
  const exports = instance.exports as unknown as Functions & Exports;
  let used = LINE;
  const take = (bytes: number): number => {
    const place = used;
    used = Math.ceil((place + bytes) / LINE) * LINE;
    const missing = Math.ceil((used + MARGIN - memory.buffer.byteLength) / PAGE);
    if (missing > 0) memory.grow(missing);
    return place;
  };
  return {
    exports,
    memory,
    take,
    takeFor: (name, bytes) => {
      const place = take(bytes);
      exports[name].value = place;
      return place;
    },
    taken: () => used,
    giveBack: (place) => {
      used = place;
    },
  };
}
