import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import { rowsOf, type FeatureSpace } from '../../../../src/services/spreading/featureSpace.ts';
import type { ImageRecord } from '../../../../src/shared/domain/records.ts';
import { exactNeighbours, type SyntheticFeatures } from '../../learning/propagation/syntheticFeatures.ts';

/** A feature space of synthetic features; image i is row i unless `imageIndices` says otherwise. */
export function spaceOf(data: SyntheticFeatures, neighbourCount = 10, imageIndices?: Int32Array): FeatureSpace {
  const { dim } = data;
  const features = data.features.slice();
  for (let start = 0; start < features.length; start += dim) {
    const row = features.subarray(start, start + dim);
    const length = Math.hypot(...row) || 1;
    row.forEach((value, entry) => (row[entry] = value / length));
  }
  const neighbours = exactNeighbours(data, neighbourCount);
  const indices = imageIndices ?? Int32Array.from({ length: neighbours.nodeCount }, (_, row) => row);
  return {
    source: 'frozen',
    key: 'synthetic',
    imageIndices: indices,
    rowOf: rowsOf(indices),
    features,
    dim,
    neighbours,
    equations: propagationGraph(neighbours),
  };
}

/** Records of images 0 to count - 1; `copies` are image -> the image it is a copy of. */
export function recordsOf(count: number, copies: ReadonlyMap<number, number> = new Map()): ImageRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    index,
    path: `image ${String(index).padStart(5, '0')}.png`,
    contentHash: `hash ${copies.get(index) ?? index}`,
    widthPx: 10,
    heightPx: 10,
    note: undefined,
    duplicateOf: copies.get(index),
  }));
}

/** Labels of these rows as their truth says. */
export function truthOf(data: SyntheticFeatures, rows: readonly number[]): Map<number, number> {
  return new Map(rows.map((row) => [row, data.truth[row]!]));
}
