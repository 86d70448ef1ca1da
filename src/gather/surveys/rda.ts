/**
 * Reads data frames from R data files (`.rda`, `.RData`): gzip'd or plain XDR serialisation, versions 2 and 3
 * (R Internals, section 1.8 "Serialization Formats"; src/main/serialize.c). Only what a data frame needs.
 */

import { gunzipSync } from 'node:zlib';
import { CliError } from '../../errors.ts';

/** One column: text for factors and strings, numbers otherwise; null is NA. */
export type Column = readonly (string | number | null)[];

export interface DataFrame {
  readonly rows: number;
  readonly columns: ReadonlyMap<string, Column>;
}

/** An R value, as far as it is needed here. */
interface Value {
  readonly type: number;
  readonly items: readonly unknown[];
  readonly attributes: ReadonlyMap<string, Value>;
}

const TYPE = {
  symbol: 1,
  pairs: 2,
  language: 6,
  characters: 9,
  logical: 10,
  integer: 13,
  real: 14,
  string: 16,
  list: 19,
  alternative: 238,
  attributedPairs: 239,
  nil: 254,
  global: 253,
  reference: 255,
} as const;

const HAS_ATTRIBUTES = 0x200;
const HAS_TAG = 0x400;
const NA_INTEGER = -2147483648;
/** The low word of R's NA among the NaNs. */
const NA_REAL_LOW = 1954;
const NIL: Value = { type: TYPE.nil, items: [], attributes: new Map() };

/**
 * The data frames of a file, by name.
 * @param name the file's name, for messages
 * @throws CliError when the file is no R data file, is cut short, or holds a kind of value that no data frame has
 */
export function readRda(bytes: Uint8Array, name: string): ReadonlyMap<string, DataFrame> {
  try {
    return dataFrames(new Reader(unpacked(bytes), name));
  } catch (cause) {
    if (cause instanceof CliError) throw cause;
    throw new CliError(`${name} is cut short or damaged: download it again`, undefined, { cause });
  }
}

function unpacked(bytes: Uint8Array): Uint8Array {
  return bytes[0] === 0x1f && bytes[1] === 0x8b ? gunzipSync(bytes) : bytes;
}

function dataFrames(reader: Reader): ReadonlyMap<string, DataFrame> {
  reader.header();
  const top = reader.value();
  const frames = new Map<string, DataFrame>();
  for (const [tag, value] of top.attributes) {
    const frame = toFrame(value);
    if (frame) frames.set(tag, frame);
  }
  return frames;
}

function toFrame(value: Value): DataFrame | null {
  const names = value.attributes.get('names');
  if (value.type !== TYPE.list || !names) return null;
  const columns = new Map<string, Column>();
  value.items.forEach((item, index) => {
    columns.set(String(names.items[index]), toColumn(item as Value));
  });
  const [first] = columns.values();
  return { rows: first?.length ?? 0, columns };
}

/** A factor's codes become its texts. */
function toColumn(value: Value): Column {
  const levels = value.attributes.get('levels');
  const items = value.items as Column;
  if (!levels || value.type !== TYPE.integer) return items;
  return items.map((code) => (code === null ? null : String(levels.items[Number(code) - 1])));
}

class Reader {
  private readonly view: DataView;
  private readonly bytes: Uint8Array;
  private readonly name: string;
  private at = 0;
  /** Symbols already met; later mentions are numbers. */
  private readonly references: Value[] = [];
  private readonly decoder = new TextDecoder();

  constructor(bytes: Uint8Array, name: string) {
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.name = name;
  }

  header(): void {
    const magic = Buffer.from(this.bytes.subarray(0, 7)).toString('latin1');
    if (!/^RDX[23]\nX\n$/.test(magic))
      throw new CliError(
        `${this.name} is no R data file in binary form: save it in R with save(frame, file = ...)`,
      );
    this.at = 7;
    const version = this.int();
    this.at += 8;
    // Version 3 names the encoding of native strings.
    const encoding = version === 3 ? this.int() : 0;
    this.at += encoding;
  }

  value(): Value {
    const flags = this.int();
    const type = flags & 0xff;
    switch (type) {
      case TYPE.nil:
      case TYPE.global:
        return NIL;
      case TYPE.reference:
        return this.references[(flags >> 8 || this.int()) - 1];
      case TYPE.symbol:
        return this.remember({ type, items: [this.value().items[0]], attributes: new Map() });
      case TYPE.pairs:
      case TYPE.language:
      case TYPE.attributedPairs:
        return this.pairs(flags);
      case TYPE.characters:
        return { type, items: [this.text()], attributes: new Map() };
      case TYPE.alternative:
        return this.alternative();
      default:
        return this.vector(type, flags);
    }
  }

  /** A linked list read to its end: what is tagged becomes attributes, in order; the bare values items. */
  private pairs(flags: number): Value {
    const items: Value[] = [];
    const attributes = new Map<string, Value>();
    let head = flags;
    while ([TYPE.pairs, TYPE.language, TYPE.attributedPairs].some((type) => type === (head & 0xff))) {
      if (head & HAS_ATTRIBUTES) this.value();
      const tag = head & HAS_TAG ? String(this.value().items[0]) : null;
      const value = this.value();
      if (tag === null) items.push(value);
      else attributes.set(tag, value);
      head = this.int();
    }
    if ((head & 0xff) !== TYPE.nil) {
      this.at -= 4;
      this.value();
    }
    return { type: TYPE.pairs, items, attributes };
  }

  private vector(type: number, flags: number): Value {
    const length = this.int();
    const items = this.items(type, length);
    const attributes = flags & HAS_ATTRIBUTES ? this.value().attributes : new Map<string, Value>();
    return { type, items, attributes };
  }

  /** Numbers make up nearly all of a survey's file, so their loops are kept bare. */
  private items(type: number, length: number): readonly unknown[] {
    switch (type) {
      case TYPE.logical:
      case TYPE.integer:
        return this.integers(length);
      case TYPE.real:
        return this.reals(length);
      case TYPE.string:
        return Array.from({ length }, () => this.value().items[0]);
      case TYPE.list:
        return Array.from({ length }, () => this.value());
      default:
        throw new CliError(
          `${this.name} holds an R value of type ${type}, which no data frame needs: save only the data frame`,
        );
    }
  }

  private integers(length: number): (number | null)[] {
    const items = new Array<number | null>(length);
    for (let index = 0, at = this.at; index < length; index += 1, at += 4) {
      const value = this.view.getInt32(at);
      items[index] = value === NA_INTEGER ? null : value;
    }
    this.at += 4 * length;
    return items;
  }

  private reals(length: number): (number | null)[] {
    const items = new Array<number | null>(length);
    for (let index = 0, at = this.at; index < length; index += 1, at += 8) {
      const value = this.view.getFloat64(at);
      items[index] = Number.isNaN(value) && this.view.getUint32(at + 4) === NA_REAL_LOW ? null : value;
    }
    this.at += 8 * length;
    return items;
  }

  /** R 3.5 and later write some vectors in a compact form: class, state, attributes. */
  private alternative(): Value {
    const info = this.value();
    const state = this.value();
    const { attributes } = this.value();
    const kind = String((info.items[0] as Value).items[0]);
    if (kind === 'compact_intseq' || kind === 'compact_realseq') {
      const [length, first, step] = state.items as number[];
      const items = Array.from({ length }, (_, index) => first + index * step);
      return { type: kind === 'compact_intseq' ? TYPE.integer : TYPE.real, items, attributes };
    }
    // Wrapped and deferred vectors hold the plain one first.
    const inner = state.items[0] as Value;
    const plain = state.type === TYPE.list || state.type === TYPE.pairs ? inner : state;
    if (kind === 'deferred_string')
      return {
        type: TYPE.string,
        items: (plain.items as Column).map((item) => (item === null ? null : String(item))),
        attributes,
      };
    return { ...plain, attributes: attributes.size ? attributes : plain.attributes };
  }

  private remember(value: Value): Value {
    this.references.push(value);
    return value;
  }

  private text(): string | null {
    const length = this.int();
    if (length === -1) return null;
    const end = this.at + length;
    if (end > this.bytes.length) throw new RangeError('past the end');
    const text = this.decoder.decode(this.bytes.subarray(this.at, end));
    this.at = end;
    return text;
  }

  private int(): number {
    const value = this.view.getInt32(this.at);
    this.at += 4;
    return value;
  }
}
