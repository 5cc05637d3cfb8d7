import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { PropagationGraph } from '../../learning/propagation/propagationGraph.ts';

/** Whether images are compared by the encoder as it came or by what a training made of it. */
export type FeatureSource = 'frozen' | 'trained';

/** The images as vectors, and who is near whom: what labels spread over. */
export interface FeatureSpace {
  readonly source: FeatureSource;
  /** The same for the same vectors of the same images. */
  readonly key: string;
  /** Image index of each row, ascending. [N] */
  readonly imageIndices: Int32Array;
  /** Row of each image index, -1 where it has none. */
  readonly rowOf: Int32Array;
  /** Rows of length 1, or 0. [N, D] */
  readonly features: Float32Array;
  readonly dim: number;
  /** Rows, not image indices. */
  readonly neighbours: NeighbourGraph;
  /** How frequent the training that made it took each class for: class index -> share. */
  readonly classShares?: ReadonlyMap<number, number>;
  /** Made of the neighbours. */
  readonly equations: PropagationGraph;
}

/** Row of each image index up to the last one, -1 where there is none. */
export function rowsOf(imageIndices: Int32Array): Int32Array {
  const rowOf = new Int32Array((imageIndices.at(-1) ?? -1) + 1).fill(-1);
  imageIndices.forEach((imageIndex, row) => (rowOf[imageIndex] = row));
  return rowOf;
}

/** Cosine of two rows. */
export function cosine({ features, dim }: FeatureSpace, a: number, b: number): number {
  let sum = 0;
  for (let from = a * dim, to = b * dim, end = from + dim; from < end; from++, to++)
    sum += features[from]! * features[to]!;
  return sum;
}

/** Cosines of a row with all rows. [N] */
export function cosinesWith(space: FeatureSpace, row: number): Float32Array {
  const cosines = new Float32Array(space.imageIndices.length);
  for (let other = 0; other < cosines.length; other++) cosines[other] = cosine(space, row, other);
  return cosines;
}

/** Tells one list of numbers from another: FNV-1a. `before` is the fingerprint of those that come before them. */
export function fingerprint(numbers: Int32Array, before = 0x811c9dc5): number {
  let hash = before;
  for (const number of numbers) hash = Math.imul(hash ^ number, 0x01000193);
  return hash | 0;
}
