/** Columns of numbers that grow. */

/** A copy of `column` with room for `least` or twice as much as before. */
export function grown<Column extends Int32Array | Uint8Array>(column: Column, least: number): Column {
  const larger = new (column.constructor as new (length: number) => Column)(
    Math.max(least, 2 * column.length),
  );
  larger.set(column);
  return larger;
}
