import type { NeighbourGraph } from './neighbourGraph.ts';
import type { Steps } from '../../engine/steps.ts';

/**
 * Bandwidth of the Gaussian affinity as a share of the mean of 1 - cos over all neighbours, so that it fits every
 * encoder. From 0.25 to 1 the accuracy falls slowly.
 */
const BANDWIDTH_SHARE = 0.25;
/** Keeps an image that is far from everything connected to its neighbours. */
const SMALLEST_WEIGHT = 1e-6;

/** A symmetric sparse matrix [N, N] without diagonal. Row i holds the entries `rowStart[i]` to `rowStart[i + 1]`. */
export interface Affinity {
  /** sigma^2 of the affinity exp(-(1 - cos) / sigma^2) = exp(-||a - b||^2 / (2 sigma^2)) of unit vectors. */
  readonly bandwidth: number;
  /** [N + 1] */
  readonly rowStart: Int32Array;
  /** [E] */
  readonly columns: Int32Array;
  /** [E] */
  readonly weights: Float32Array;
}

/** The affinities of neighbours, W + W^T: images that are each other's neighbours count twice. */
export function* symmetricAffinity(graph: NeighbourGraph): Steps<Affinity> {
  const bandwidth = affinityBandwidth(graph);
  const entries = bothDirections(graph, bandwidth);
  yield;
  return { bandwidth, ...mergeEntries(entries) };
}

/** Where all neighbours are copies of each other any bandwidth will do. */
function affinityBandwidth({ similarities }: NeighbourGraph): number {
  const total = similarities.reduce((sum, similarity) => sum + Math.max(0, 1 - similarity), 0);
  const bandwidth = (BANDWIDTH_SHARE * total) / similarities.length;
  return bandwidth > 1e-9 ? bandwidth : 1;
}

type Entries = Omit<Affinity, 'bandwidth'>;

/** Every neighbour relation as an entry of both nodes. */
function bothDirections(graph: NeighbourGraph, bandwidth: number): Entries {
  const { nodeCount, neighbourCount, neighbours, similarities } = graph;
  const rowStart = new Int32Array(nodeCount + 1);
  for (const neighbour of neighbours) rowStart[neighbour + 1]!++;
  for (let row = 0; row < nodeCount; row++) rowStart[row + 1]! += rowStart[row]! + neighbourCount;
  const next = rowStart.slice(0, nodeCount);
  const columns = new Int32Array(2 * neighbours.length);
  const weights = new Float32Array(2 * neighbours.length);
  const put = (row: number, column: number, weight: number): void => {
    const entry = next[row]!++;
    columns[entry] = column;
    weights[entry] = weight;
  };
  for (let index = 0; index < neighbours.length; index++) {
    const [row, neighbour] = [Math.floor(index / neighbourCount), neighbours[index]!];
    const weight = Math.max(SMALLEST_WEIGHT, Math.min(1, Math.exp((similarities[index]! - 1) / bandwidth)));
    put(row, neighbour, weight);
    put(neighbour, row, weight);
  }
  return { rowStart, columns, weights };
}

/** Adds up, in place, the entries of a row that have the same column. */
function mergeEntries({ rowStart, columns, weights }: Entries): Entries {
  const nodeCount = rowStart.length - 1;
  const placeOf = new Int32Array(nodeCount).fill(-1);
  const merged = new Int32Array(nodeCount + 1);
  let count = 0;
  for (let row = 0; row < nodeCount; row++) {
    for (let entry = rowStart[row]!; entry < rowStart[row + 1]!; entry++) {
      const column = columns[entry]!;
      const place = placeOf[column]!;
      if (place >= merged[row]!) {
        weights[place]! += weights[entry]!;
      } else {
        placeOf[column] = count;
        columns[count] = column;
        weights[count++] = weights[entry]!;
      }
    }
    merged[row + 1] = count;
  }
  return { rowStart: merged, columns: columns.slice(0, count), weights: weights.slice(0, count) };
}
