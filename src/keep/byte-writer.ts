/** Bytes written one after another into memory that grows, numbers little-endian. */

export interface ByteWriter {
  readonly byte: (value: number) => void;
  readonly uint16: (value: number) => void;
  readonly uint32: (value: number) => void;
  /** A whole number of 0 to 2^53. */
  readonly uint64: (value: number) => void;
  readonly float32: (value: number) => void;
  /** A length in seven bits a byte, the lowest first (LEB128). */
  readonly length: (value: number) => void;
  /** The length of the text in bytes, then its UTF-8. */
  readonly text: (value: string) => void;
  /** What was written, in memory of its own. */
  readonly bytes: () => Uint8Array<ArrayBuffer>;
}

const FIRST_BYTES = 64 * 1024;
const TWO_32 = 2 ** 32;
/** A text of so many UTF-16 units is at most 127 bytes of UTF-8: its length is one byte. */
const SHORT = 42;

export function byteWriter(): ByteWriter {
  let buffer = Buffer.alloc(FIRST_BYTES);
  let view = new DataView(buffer.buffer, buffer.byteOffset);
  let at = 0;

  const reserve = (bytes: number) => {
    if (at + bytes <= buffer.length) return;
    const larger = Buffer.alloc(Math.max(2 * buffer.length, at + bytes));
    larger.set(buffer.subarray(0, at));
    buffer = larger;
    view = new DataView(buffer.buffer, buffer.byteOffset);
  };
  const byte = (value: number) => {
    reserve(1);
    buffer[at] = value;
    at += 1;
  };
  const uint32 = (value: number) => {
    reserve(4);
    view.setUint32(at, value, true);
    at += 4;
  };
  const length = (value: number) => {
    let rest = value;
    for (; rest > 127; rest = Math.floor(rest / 128)) byte((rest & 127) | 128);
    byte(rest);
  };
  return {
    byte,
    uint32,
    length,
    uint16: (value) => {
      reserve(2);
      view.setUint16(at, value, true);
      at += 2;
    },
    uint64: (value) => {
      uint32(value % TWO_32);
      uint32(Math.floor(value / TWO_32));
    },
    float32: (value) => {
      reserve(4);
      view.setFloat32(at, value, true);
      at += 4;
    },
    text: (value) => {
      reserve(3 * value.length + 5);
      if (value.length <= SHORT) {
        const written = buffer.write(value, at + 1);
        buffer[at] = written;
        at += written + 1;
        return;
      }
      length(Buffer.byteLength(value));
      at += buffer.write(value, at);
    },
    bytes: () => new Uint8Array(buffer.subarray(0, at)),
  };
}
