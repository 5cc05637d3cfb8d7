/** Some rows of a row-major matrix of this width, in the order given. */
export function takeRows(matrix: Float32Array, rows: readonly number[] | Int32Array, width: number): Float32Array {
  const taken = new Float32Array(rows.length * width);
  rows.forEach((row, index) => taken.set(matrix.subarray(row * width, (row + 1) * width), index * width));
  return taken;
}
