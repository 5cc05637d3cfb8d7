import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { Runtime } from '../ports/runtime.ts';
import { nearestRows, type NearestBlock, type SearchOptions } from './nearestRows.ts';

/**
 * The exact k nearest neighbours of every row of `features` [N, D] by cosine similarity, itself left out. All others
 * where N - 1 < k. Throws MODEL_UNSUPPORTED when a feature is not a finite number, STOPPED when the signal asks for it.
 */
export async function buildNeighbourGraph(
  runtime: Runtime,
  features: Float32Array,
  dim: number,
  k: number,
  options: SearchOptions = {},
): Promise<NeighbourGraph> {
  requireFinite(features, dim);
  const nodeCount = features.length / dim;
  const neighbourCount = Math.max(0, Math.min(k, nodeCount - 1));
  const graph = emptyGraph(nodeCount, neighbourCount);
  if (neighbourCount === 0) return graph;
  for await (const block of nearestRows(runtime, features, features, dim, neighbourCount + 1, options)) {
    takeNearest(graph, block, (query) => query);
  }
  return graph;
}

/** A graph to be written to. */
export function emptyGraph(nodeCount: number, neighbourCount: number): NeighbourGraph {
  const neighbours = new Int32Array(nodeCount * neighbourCount);
  const similarities = new Float32Array(nodeCount * neighbourCount);
  return { nodeCount, neighbourCount, neighbours, similarities };
}

/** Throws MODEL_UNSUPPORTED when a feature [N, dim] is not a finite number. */
export function requireFinite(features: Float32Array, dim: number): void {
  let place = 0;
  while (place < features.length && Number.isFinite(features[place])) place++;
  if (place === features.length) return;
  throw new HandfulError(
    'MODEL_UNSUPPORTED',
    `The encoder gives ${features[place]} where a number should be, first for image ${Math.floor(place / dim)}.`,
    'Check it with `handful encoder check FILE.onnx`, or use another encoder.',
  );
}

/**
 * Copies what was found for queries, which are rows of the graph, without the rows themselves: K of K + 1, since among
 * equals a row may not be found at all. `rowOf` gives the row of a query.
 */
export function takeNearest(
  graph: NeighbourGraph,
  { start, indices, similarities }: NearestBlock,
  rowOf: (query: number) => number,
): void {
  const { neighbourCount } = graph;
  const found = neighbourCount + 1;
  for (let query = 0; query < indices.length / found; query++) {
    const row = rowOf(start + query);
    let place = row * neighbourCount;
    const end = place + neighbourCount;
    for (let position = query * found; place < end; position++) {
      if (indices[position] === row) continue;
      graph.neighbours[place] = indices[position]!;
      graph.similarities[place++] = asCosine(similarities[position]!);
    }
  }
}

/** Without what rounding left above 1 or below -1. */
export function asCosine(similarity: number): number {
  return Math.max(-1, Math.min(1, similarity));
}
