/**
 * `tagFoldedLines` of matcher-folded.ts in AssemblyScript, for a few hundred megabytes a second: compiled to
 * tag-lines.wasm by `npm run assembly`. Whatever is changed here is changed there: a test compares the two.
 *
 * Two walks, since a processor that guesses a branch wrongly loses as much time as hashing a word takes. The first finds
 * sixteen bytes a step where words end, hashes every word without asking how long it is, and lists those with which a
 * phrase may begin. The second follows the trie from the listed words only.
 */

// Places of the tables of matcher-tables.ts in memory, and their masks: set once by the host.
export let firstBits: usize = 0;
export let firstMask: u32 = 0;
export let roots: usize = 0;
export let rootMask: u32 = 0;
export let edgeBits: usize = 0;
export let edgeBitMask: u32 = 0;
export let edges: usize = 0;
export let edgeMask: u32 = 0;
export let nodePhrase: usize = 0;
export let nodeOpen: usize = 0;
export let nextPhrase: usize = 0;
export let phraseBytes: usize = 0;
export let phraseStart: usize = 0;

// Room for one call: the text, the tags, and 32 bits a word for where it begins, for its hash, and for the list.
export let text: usize = 0;
export let tags: usize = 0;
export let wordStart: usize = 0;
export let wordHash: usize = 0;
export let listed: usize = 0;

const NONE: i32 = -1;
const NEWLINE: u8 = 0x0a;
const STEP: u32 = 64;

/** Lines with a tag, of all calls. */
export let tagged: u32 = 0;

/**
 * Writes the tag of each line of `[text, text + length)`, -1 where it has none; gives the number of lines. Lines are
 * whole, " word word \n" each, and a space and 127 bytes more follow the last.
 */
export function tagLines(length: u32): u32 {
  const count = readWords(length);
  let line: u32 = 0;
  let tag = NONE;
  for (let index: u32 = 0; index < count; index += 1) {
    const word = at32(listed, index);
    if (load<u8>(text + at32(wordStart, word)) === NEWLINE) {
      store32(tags, line, tag);
      line += 1;
      tagged += u32(tag !== NONE);
      tag = NONE;
    } else if (tag === NONE) tag = longestFrom(word);
  }
  return line;
}

/** Fills the three columns of words, the line ends counted as words; gives how many are listed. */
function readWords(length: u32): u32 {
  const spaces = i8x16.splat(0x20);
  const bits = firstBits;
  const mask = firstMask;
  const newline = finish(step(HASH_START, NEWLINE));
  let word: u32 = 0;
  let count: u32 = 0;
  // Every line begins with a space, and every word, and every line end, is followed by one.
  let start: u32 = 1;
  for (let at: u32 = 0; at <= length; at += STEP) {
    let ends = spacesOf(text + at, spaces);
    if (at === 0) ends &= ~1;
    for (; ends !== 0; ends &= ends - 1) {
      const end = at + u32(ctz(ends));
      if (end > length) break;
      const hash = hashOf(start, end - start);
      store32(wordStart, word, start);
      store32(wordHash, word, hash);
      // Written over by the next word unless it counts.
      store32(listed, count, word);
      const mayBegin = (at32(bits, (hash & mask) >>> 5) >>> (hash & 31)) & 1;
      count += mayBegin | u32(hash === newline);
      word += 1;
      start = end + 1;
    }
  }
  store32(wordStart, word, start);
  return count;
}

/** One bit for each of 64 bytes: whether it is a space. */
function spacesOf(from: usize, spaces: v128): u64 {
  return (
    u64(i8x16.bitmask(i8x16.eq(v128.load(from), spaces))) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 16), spaces))) << 16) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 32), spaces))) << 32) |
    (u64(i8x16.bitmask(i8x16.eq(v128.load(from, 48), spaces))) << 48)
  );
}

// As in tokens.ts.
const HASH_START: u32 = 0x2f0b4c47;

function hashOf(start: u32, length: u32): u32 {
  const bytes = load<u64>(text + start);
  const kept = length < 8 ? bytes & ((u64(1) << (8 * length)) - 1) : bytes;
  const first = step(HASH_START, u32(kept));
  let hash = length > 4 ? step(first, u32(kept >>> 32)) : first;
  for (let at: u32 = 8; at < length; at += 4) {
    const rest = length - at;
    const four = load<u32>(text + start + at);
    hash = step(hash, rest < 4 ? four & ((1 << (8 * rest)) - 1) : four);
  }
  return finish(hash);
}

function step(hash: u32, fourBytes: u32): u32 {
  const mixed = (hash ^ fourBytes) * 0xcc9e2d51;
  return mixed ^ (mixed >>> 15);
}

function finish(hash: u32): u32 {
  const mixed = hash * 0x85ebca6b;
  return mixed ^ (mixed >>> 13);
}

/** The longest phrase that begins with the word, or -1. */
function longestFrom(first: u32): i32 {
  const start = at32(wordStart, first);
  let best = NONE;
  let word = first;
  let node = rootOf(at32(wordHash, first));
  while (node !== NONE) {
    if (at32(nodePhrase, node) !== NONE) {
      const phrase = exactPhrase(node, start, at32(wordStart, word + 1) - 1);
      if (phrase !== NONE) best = phrase;
    }
    if (load<u8>(nodeOpen + node) === 0) break;
    word += 1;
    node = nextNode(node, at32(wordHash, word));
  }
  return best;
}

function rootOf(hash: u32): i32 {
  let slot = (hash >>> 3) & rootMask;
  while (at32(roots, 2 * slot + 1) !== NONE && at32(roots, 2 * slot) !== hash) slot = (slot + 1) & rootMask;
  return at32(roots, 2 * slot + 1);
}

function nextNode(from: u32, hash: u32): i32 {
  let mixed = (hash ^ ((from + 1) * 0x9e3779b1)) * 0x85ebca6b;
  mixed ^= mixed >>> 15;
  if (((at32(edgeBits, (mixed & edgeBitMask) >>> 5) >>> (mixed & 31)) & 1) === 0) return NONE;
  let slot = mixed & edgeMask;
  while (at32(edges, 3 * slot + 2) !== NONE && !isEdge(slot, from, hash)) slot = (slot + 1) & edgeMask;
  return at32(edges, 3 * slot + 2);
}

function isEdge(slot: u32, from: u32, hash: u32): bool {
  return at32(edges, 3 * slot) === hash && at32(edges, 3 * slot + 1) === from;
}

/** A path of hashes is a candidate; the bytes decide. */
function exactPhrase(node: u32, start: u32, end: u32): i32 {
  const length = end - start;
  for (let phrase: i32 = at32(nodePhrase, node); phrase !== NONE; phrase = at32(nextPhrase, phrase)) {
    const from = at32(phraseStart, phrase);
    if (at32(phraseStart, phrase + 1) - from !== length) continue;
    let at: u32 = 0;
    while (at < length && load<u8>(phraseBytes + from + at) === load<u8>(text + start + at)) at += 1;
    if (at === length) return phrase;
  }
  return NONE;
}

function at32(column: usize, index: u32): u32 {
  return load<u32>(column + (index << 2));
}

function store32(column: usize, index: u32, value: u32): void {
  store<u32>(column + (index << 2), value);
}
