/** Small dense systems for regressions: rows of numbers in, rows of numbers out. */

/** Collinear columns leave a crumb of the diagonal instead of an exact zero. */
const CRUMB = 1e-11;

/** Lower triangle L with L L' = matrix. Throws when the matrix is not positive definite. */
export function cholesky(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map((row) => row.map(() => 0));
  for (let row = 0; row < matrix.length; row += 1)
    for (let column = 0; column <= row; column += 1) {
      let sum = matrix[row][column];
      for (let k = 0; k < column; k += 1) sum -= lower[row][k] * lower[column][k];
      if (row !== column) {
        lower[row][column] = sum / lower[column][column];
        continue;
      }
      if (!(sum > CRUMB * Math.abs(matrix[row][row])))
        throw new RangeError(`column ${row} of the design is a combination of the columns before it`);
      lower[row][row] = Math.sqrt(sum);
    }
  return lower;
}

/** Columns of a cross product that the columns before them determine. */
export function dependentColumns(matrix: readonly (readonly number[])[]): number[] {
  const kept: number[] = [];
  const dependent: number[] = [];
  const lower: number[][] = [];
  matrix.forEach((line, column) => {
    const row: number[] = [];
    kept.forEach((other, place) => {
      const sum = line[other] - dot(row, lower[place].slice(0, place));
      row.push(sum / lower[place][place]);
    });
    const rest = line[column] - dot(row, row);
    if (rest > CRUMB * Math.abs(line[column])) {
      lower.push([...row, Math.sqrt(rest)]);
      kept.push(column);
    } else dependent.push(column);
  });
  return dependent;
}

/** Solves matrix x = right for a symmetric positive definite matrix. */
export function solveSymmetric(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  return backSubstitute(cholesky(matrix), right);
}

/** Inverse of a symmetric positive definite matrix. */
export function inverseSymmetric(matrix: readonly (readonly number[])[]): number[][] {
  const lower = cholesky(matrix);
  return matrix.map((_, place) =>
    backSubstitute(
      lower,
      matrix.map((__, row) => Number(row === place)),
    ),
  );
}

/** Solves a square system by elimination with row exchange. Throws when it is singular. */
export function solveSquare(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = matrix.length;
  const rows = matrix.map((row, index) => [...row, right[index]]);
  for (let pivot = 0; pivot < size; pivot += 1) {
    let best = pivot;
    for (let row = pivot + 1; row < size; row += 1)
      if (Math.abs(rows[row][pivot]) > Math.abs(rows[best][pivot])) best = row;
    if (Math.abs(rows[best][pivot]) < 1e-13) throw new RangeError('the system of equations is singular');
    [rows[pivot], rows[best]] = [rows[best], rows[pivot]];
    for (let row = pivot + 1; row < size; row += 1) {
      const factor = rows[row][pivot] / rows[pivot][pivot];
      for (let column = pivot; column <= size; column += 1) rows[row][column] -= factor * rows[pivot][column];
    }
  }
  const solution = new Array<number>(size).fill(0);
  for (let row = size - 1; row >= 0; row -= 1) {
    let sum = rows[row][size];
    for (let column = row + 1; column < size; column += 1) sum -= rows[row][column] * solution[column];
    solution[row] = sum / rows[row][row];
  }
  return solution;
}

/** matrix times vector. */
export function times(matrix: readonly (readonly number[])[], vector: readonly number[]): number[] {
  return matrix.map((row) => dot(row, vector));
}

export function dot(a: readonly number[], b: readonly number[]): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += a[index] * b[index];
  return sum;
}

/** Bread, meat, bread: the covariance of a sandwich estimator. */
export function sandwich(
  bread: readonly (readonly number[])[],
  meat: readonly (readonly number[])[],
): number[][] {
  const half = bread.map((row) => meat[0].map((_, column) => dot(row, meat.map((line) => line[column])))); // prettier-ignore
  return half.map((row) => bread.map((line) => dot(row, line)));
}

function backSubstitute(lower: readonly (readonly number[])[], right: readonly number[]): number[] {
  const size = lower.length;
  const solution = [...right];
  for (let row = 0; row < size; row += 1) {
    for (let k = 0; k < row; k += 1) solution[row] -= lower[row][k] * solution[k];
    solution[row] /= lower[row][row];
  }
  for (let row = size - 1; row >= 0; row -= 1) {
    for (let k = row + 1; k < size; k += 1) solution[row] -= lower[k][row] * solution[k];
    solution[row] /= lower[row][row];
  }
  return solution;
}
