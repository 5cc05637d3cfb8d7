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
  const neighbours = new Int32Array(nodeCount * neighbourCount);
  const similarities = new Float32Array(nodeCount * neighbourCount);
  const graph = { nodeCount, neighbourCount, neighbours, similarities };
  if (neighbourCount === 0) return graph;
  for await (const block of nearestRows(runtime, features, features, dim, neighbourCount + 1, options)) {
    takeBlock(graph, block);
  }
  return graph;
}

function requireFinite(features: Float32Array, dim: number): void {
  let place = 0;
  while (place < features.length && Number.isFinite(features[place])) place++;
  if (place === features.length) return;
  throw new HandfulError(
    'MODEL_UNSUPPORTED',
    `The encoder gives ${features[place]} where a number should be, first for image ${Math.floor(place / dim)}.`,
    'Check it with `handful encoder check FILE.onnx`, or use another encoder.',
  );
}

/** Copies the neighbours of rows without the rows themselves; among equals a row may not be found at all. */
function takeBlock(graph: NeighbourGraph, { start, indices, similarities }: NearestBlock): void {
  const { neighbourCount } = graph;
  const found = neighbourCount + 1;
  for (let query = 0; query < indices.length / found; query++) {
    const row = start + query;
    let place = row * neighbourCount;
    const end = place + neighbourCount;
    for (let position = query * found; place < end; position++) {
      if (indices[position] === row) continue;
      graph.neighbours[place] = indices[position]!;
      graph.similarities[place++] = Math.max(-1, Math.min(1, similarities[position]!));
    }
  }
}
