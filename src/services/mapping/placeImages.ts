import { NEIGHBOUR_COUNT } from '../../learning/propagation/neighbourGraph.ts';
import { permutation } from '../../learning/random/permutation.ts';
import { nearestRows, type NearestBlock, type SearchOptions } from '../features/nearestRows.ts';
import { buildNeighbourGraph } from '../features/neighbourGraph.ts';
import type { Machine } from '../ports/machine.ts';
import type { FeatureSpace } from '../spreading/featureSpace.ts';
import { scaled } from './scaled.ts';

/** Images that are laid out; all others are placed among them. */
const LAID_OUT = 2000;
/** Laid-out images that an image is placed by. */
const PLACED_BY = 5;
/** Fewer images have no neighbours to speak of. */
const FEWEST = 3;
const SEED = 0;

/**
 * Positions [N, 2] of all images of a feature space, each within -1 to 1, the same for the same space. At most 2,000
 * images, drawn at random, are laid out by their neighbours among each other; every other image comes to the mean
 * position of the laid-out images nearest to it, weighted by exp(-(1 - cos) / sigma^2) as when labels spread.
 * Progress counts rounds of the layout. Throws STOPPED.
 */
export async function placeImages(
  { runtime, mapLayout }: Pick<Machine, 'runtime' | 'mapLayout'>,
  space: FeatureSpace,
  { signal, onProgress }: Required<SearchOptions>,
): Promise<Float32Array> {
  const { features, dim, imageIndices, equations } = space;
  const count = imageIndices.length;
  if (count < FEWEST)
    return scaled(Float32Array.from({ length: 2 * count }, (_, entry) => (entry % 2 === 0 ? entry : 0)));
  const sample = permutation(count, SEED).slice(0, LAID_OUT).toSorted();
  const bank = takeRows(features, sample, dim);
  const neighbourCount = Math.min(NEIGHBOUR_COUNT, sample.length - 2);
  const graph = await buildNeighbourGraph(runtime, bank, dim, neighbourCount, { signal });
  const laidOut = await mapLayout.layOut({ ...graph, seed: SEED }, { signal, onProgress });
  const positions = new Float32Array(2 * count);
  if (count > sample.length) {
    const nearestCount = Math.min(PLACED_BY, sample.length);
    for await (const block of nearestRows(runtime, bank, features, dim, nearestCount, { signal })) {
      placeBlock(positions, block, nearestCount, laidOut, equations.bandwidth);
    }
  }
  sample.forEach((row, place) => positions.set(laidOut.subarray(2 * place, 2 * place + 2), 2 * row));
  return scaled(positions);
}

function takeRows(features: Float32Array, rows: Uint32Array, dim: number): Float32Array {
  const taken = new Float32Array(rows.length * dim);
  rows.forEach((row, place) => taken.set(features.subarray(row * dim, (row + 1) * dim), place * dim));
  return taken;
}

/** Puts each row of a block at the weighted mean position of the laid-out images nearest to it. */
function placeBlock(
  positions: Float32Array,
  { start, indices, similarities }: NearestBlock,
  nearestCount: number,
  laidOut: Float32Array,
  bandwidth: number,
): void {
  for (let first = 0; first < indices.length; first += nearestCount) {
    let [x, y, sum] = [0, 0, 0];
    for (let entry = first; entry < first + nearestCount; entry++) {
      // Relative to the nearest one, so that an image far from all is placed as well.
      const weight = Math.exp((similarities[entry]! - similarities[first]!) / bandwidth);
      x += weight * laidOut[2 * indices[entry]!]!;
      y += weight * laidOut[2 * indices[entry]! + 1]!;
      sum += weight;
    }
    const row = start + first / nearestCount;
    positions[2 * row] = x / sum;
    positions[2 * row + 1] = y / sum;
  }
}
