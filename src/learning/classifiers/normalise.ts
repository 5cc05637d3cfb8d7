/** Rows [N, D] scaled to length 1; a row of zeros stays. */
export function normaliseRows(features: Float32Array, dim: number): Float32Array {
  const normalised = new Float32Array(features.length);
  for (let start = 0; start < features.length; start += dim) {
    let squares = 0;
    for (let index = start; index < start + dim; index++) squares += features[index]! ** 2;
    const scale = 1 / Math.max(Math.sqrt(squares), 1e-12);
    for (let index = start; index < start + dim; index++) normalised[index] = features[index]! * scale;
  }
  return normalised;
}
