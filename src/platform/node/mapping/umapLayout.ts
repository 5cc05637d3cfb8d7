import { UMAP } from 'umap-js';
import type { LayoutInput } from '../../../services/ports/mapLayout.ts';

/** Smaller draws groups together more tightly. */
const MIN_DISTANCE = 0.15;

/**
 * UMAP (McInnes, Healy, Melville 2018, arXiv 1802.03426) of points whose neighbours are known: positions [N, 2].
 * `onProgress` hears of each round.
 */
export function umapLayout(input: LayoutInput, onProgress: (done: number, total: number) => void): Float32Array {
  const { nodeCount, neighbourCount } = input;
  const random = randomNumbers(input.seed);
  // UMAP counts a point as its own first neighbour.
  const umap = new UMAP({ nNeighbors: neighbourCount + 1, nComponents: 2, minDist: MIN_DISTANCE, random });
  const { indices, distances } = withSelf(input);
  umap.setPrecomputedKNN(indices, distances);
  // With the neighbours known, only the number of points is read.
  const roundCount = umap.initializeFit(Array.from({ length: nodeCount }, () => [0]));
  for (let round = 0; round < roundCount; round++) {
    umap.step();
    onProgress(round + 1, roundCount);
  }
  return Float32Array.from(umap.getEmbedding().flat());
}

function withSelf({ nodeCount, neighbourCount, neighbours, similarities }: LayoutInput) {
  const indices: number[][] = [];
  const distances: number[][] = [];
  for (let row = 0; row < nodeCount; row++) {
    const [start, end] = [row * neighbourCount, (row + 1) * neighbourCount];
    indices.push([row, ...neighbours.subarray(start, end)]);
    distances.push([0, ...Array.from(similarities.subarray(start, end), (cosine) => Math.max(0, 1 - cosine))]);
  }
  return { indices, distances };
}

/** mulberry32 (T. Ettinger, 2017): uniform in [0, 1), the same for the same seed. */
function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
