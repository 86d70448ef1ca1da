/**
 * Vectors of words from the company they keep: positive pointwise mutual information in a window of five words,
 * reduced by a randomised singular value decomposition (Levy & Goldberg 2014; Halko, Martinsson & Tropp 2011).
 *
 * The health head learns a direction in this space and the product of word and direction is added to the word's own
 * weight, so that a word never seen with a label ("metformin") leans as its neighbours do, at no cost when reading.
 */

/** In place of a word: a break that no window crosses, and a word that is passed over. */
export const BREAK = 0;
export const PASSED_OVER = 1;

const WINDOW = 5;
const FEWEST = 5;
const MOST_WORDS = 20_000;
const SPARE = 16;
/** Smooths the counts of contexts (Levy, Goldberg & Dagan 2015). */
const CONTEXT_POWER = 0.75;

export interface WordVectors {
  readonly dimensions: number;
  /** Unit vectors, by token hash. */
  readonly vectors: ReadonlyMap<number, Float64Array>;
}

/** @param documents token hashes in reading order, with `BREAK` and `PASSED_OVER` among them */
export function learnWordVectors(
  documents: readonly Int32Array[],
  dimensions: number,
  seed: number,
): WordVectors {
  const words = frequentWords(documents);
  const matrix = mutualInformation(documents, words);
  const columns = dimensions + SPARE;
  const random = pseudoRandom(seed);
  let basis = orthonormal(
    multiply(matrix, Float64Array.from({ length: words.length * columns }, random), columns),
    columns,
  );
  // The matrix is symmetric but for the smoothing of contexts; one more turn sharpens the space.
  for (let turn = 0; turn < 2; turn += 1) basis = orthonormal(multiply(matrix, basis, columns), columns);
  const coordinates = multiply(matrix, basis, columns);
  const vectors = new Map<number, Float64Array>();
  words.forEach((word, index) => {
    const vector = coordinates.subarray(index * columns, index * columns + dimensions);
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
    vectors.set(
      word,
      vector.map((value) => value / length),
    );
  });
  return { dimensions, vectors };
}

function frequentWords(documents: readonly Int32Array[]): number[] {
  const counts = new Map<number, number>();
  for (const document of documents) {
    for (const word of document) {
      if (word !== BREAK && word !== PASSED_OVER) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
  }
  return [...counts]
    .filter(([, count]) => count >= FEWEST)
    .sort(([a, countA], [b, countB]) => countB - countA || a - b)
    .slice(0, MOST_WORDS)
    .map(([word]) => word);
}

interface SparseMatrix {
  readonly size: number;
  readonly start: Int32Array;
  readonly column: Int32Array;
  readonly value: Float64Array;
}

function mutualInformation(documents: readonly Int32Array[], words: readonly number[]): SparseMatrix {
  const index = new Map(words.map((word, at) => [word, at]));
  const together: Map<number, number>[] = words.map(() => new Map<number, number>());
  const add = (row: number, column: number, count: number) =>
    together[row].set(column, (together[row].get(column) ?? 0) + count);
  for (const document of documents) {
    const ids = Array.from(document, (word) => index.get(word) ?? -1);
    for (let at = 0; at < ids.length; at += 1) {
      if (ids[at] < 0) continue;
      for (
        let next = at + 1;
        next <= at + WINDOW && next < ids.length && document[next] !== BREAK;
        next += 1
      ) {
        if (ids[next] < 0) continue;
        add(ids[at], ids[next], 1 / (next - at));
        add(ids[next], ids[at], 1 / (next - at));
      }
    }
  }
  const sums = together.map((row) => [...row.values()].reduce((sum, count) => sum + count, 0));
  const contexts = sums.map((sum) => sum ** CONTEXT_POWER);
  const allContexts = contexts.reduce((sum, context) => sum + context, 0);
  const start = [0];
  const column: number[] = [];
  const value: number[] = [];
  together.forEach((row, at) => {
    for (const [other, count] of row) {
      const information = Math.log(count / sums[at] / (contexts[other] / allContexts));
      if (information <= 0) continue;
      column.push(other);
      value.push(information);
    }
    start.push(column.length);
  });
  return {
    size: words.length,
    start: Int32Array.from(start),
    column: Int32Array.from(column),
    value: Float64Array.from(value),
  };
}

/** `matrix` times the row-major block of `columns` vectors. */
function multiply(matrix: SparseMatrix, block: Float64Array, columns: number): Float64Array {
  const product = new Float64Array(matrix.size * columns);
  for (let row = 0; row < matrix.size; row += 1) {
    const to = row * columns;
    for (let entry = matrix.start[row]; entry < matrix.start[row + 1]; entry += 1) {
      const from = matrix.column[entry] * columns;
      const value = matrix.value[entry];
      for (let at = 0; at < columns; at += 1) product[to + at] += value * block[from + at];
    }
  }
  return product;
}

/** Gram-Schmidt, twice over for stability, on the columns of a row-major block. */
function orthonormal(block: Float64Array, columns: number): Float64Array {
  const rows = block.length / columns;
  const vectors = Array.from({ length: columns }, (_, column) =>
    Float64Array.from({ length: rows }, (_unused, row) => block[row * columns + column]),
  );
  vectors.forEach((vector, column) => {
    for (let pass = 0; pass < 2; pass += 1) {
      for (let before = 0; before < column; before += 1) {
        const other = vectors[before];
        let product = 0;
        for (let row = 0; row < rows; row += 1) product += vector[row] * other[row];
        for (let row = 0; row < rows; row += 1) vector[row] -= product * other[row];
      }
    }
    const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0)) || 1;
    for (let row = 0; row < rows; row += 1) vector[row] /= length;
    for (let row = 0; row < rows; row += 1) block[row * columns + column] = vector[row];
  });
  return block;
}

/** A linear congruential generator (Numerical Recipes), values in [-0.5, 0.5). */
function pseudoRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 4_294_967_296 - 0.5;
  };
}
