import { matMul, transpose } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Tensor } from '../../engine/graph/tensor.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { cast } from '../../learning/inference/cast.ts';
import { l2Normalize } from '../../learning/losses/l2Normalize.ts';
import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import { HandfulError } from '../../shared/errors.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import type { DeviceTensor, Runtime } from '../ports/runtime.ts';

/** Rows that are compared with all others at a time, and similarities that are held for it: 100 MB. */
const MAX_QUERY_ROWS = 256;
const MAX_SIMILARITIES = 25_600_000;

export interface NeighbourSearchOptions {
  /** Images whose neighbours are found. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: StopSignal;
}

/**
 * The exact k nearest neighbours of every row of `features` [N, D] by cosine similarity, itself left out: one matrix
 * product and one TopK for each block of rows. All others where N - 1 < k. Throws MODEL_UNSUPPORTED when a feature is
 * not a finite number, STOPPED when the signal asks for it.
 */
export async function buildNeighbourGraph(
  runtime: Runtime,
  features: Float32Array,
  dim: number,
  k: number,
  options: NeighbourSearchOptions = {},
): Promise<NeighbourGraph> {
  requireFinite(features, dim);
  const nodeCount = features.length / dim;
  const neighbourCount = Math.max(0, Math.min(k, nodeCount - 1));
  const neighbours = new Int32Array(nodeCount * neighbourCount);
  const similarities = new Float32Array(nodeCount * neighbourCount);
  const graph = { nodeCount, neighbourCount, neighbours, similarities };
  if (neighbourCount > 0) await search(runtime, features, dim, graph, options);
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

async function search(
  runtime: Runtime,
  features: Float32Array,
  dim: number,
  graph: NeighbourGraph,
  { onProgress, signal }: NeighbourSearchOptions,
): Promise<void> {
  const { nodeCount, neighbourCount } = graph;
  const bank = await normalisedColumns(runtime, features, dim);
  const session = await runtime.createSession(encodeModel(searchGraph(dim, nodeCount, neighbourCount + 1)));
  const queryRows = Math.max(1, Math.min(MAX_QUERY_ROWS, Math.floor(MAX_SIMILARITIES / nodeCount)));
  try {
    for (let start = 0; start < nodeCount; start += queryRows) {
      throwIfStopped(signal, 'Comparing the images', 'Open the project again; it begins anew.');
      const end = Math.min(nodeCount, start + queryRows);
      const rows = features.subarray(start * dim, end * dim);
      const found = await session.run({ queries: { type: 'float32', shape: [end - start, dim], data: rows }, bank });
      const indices = (await take(found['indices']!)) as Int32Array;
      const values = (await take(found['values']!)) as Float32Array;
      for (let row = start; row < end; row++)
        takeOthers(graph, row, (row - start) * (neighbourCount + 1), indices, values);
      onProgress?.(end, nodeCount);
    }
  } finally {
    bank.dispose();
    await session.release();
  }
}

async function take(value: DeviceTensor): Promise<Tensor['data']> {
  const { data } = await value.read();
  value.dispose();
  return data;
}

/** All rows scaled to length 1, as columns [D, N]; they stay where the session computes. */
async function normalisedColumns(runtime: Runtime, features: Float32Array, dim: number): Promise<DeviceTensor> {
  const builder = new GraphBuilder();
  builder.output('columns', transpose(l2Normalize(builder.input('features', 'float32', ['N', dim]))));
  const session = await runtime.createSession(encodeModel(builder.build('neighbour bank')));
  try {
    const shape = [features.length / dim, dim];
    return (await session.run({ features: { type: 'float32', shape, data: features } }))['columns']!;
  } finally {
    await session.release();
  }
}

/** queries [Q, D] and bank [D, N] -> the k largest similarities of each query and where they are, [Q, k]. */
function searchGraph(dim: number, nodeCount: number, k: number): Graph {
  const builder = new GraphBuilder();
  const queries = l2Normalize(builder.input('queries', 'float32', ['Q', dim]));
  const similarities = matMul(queries, builder.input('bank', 'float32', [dim, nodeCount]));
  const [values, indices] = builder.ops('TopK', [similarities, builder.ints([k])], {}, { outputCount: 2 });
  builder.output('values', values!);
  builder.output('indices', cast(indices!, 'int32'));
  return builder.build('neighbour search');
}

/** Copies the neighbours of a row without the row itself; among equals it may not be found at all. */
function takeOthers(graph: NeighbourGraph, row: number, from: number, indices: Int32Array, values: Float32Array): void {
  let place = row * graph.neighbourCount;
  const end = place + graph.neighbourCount;
  for (let position = from; place < end; position++) {
    if (indices[position] === row) continue;
    graph.neighbours[place] = indices[position]!;
    graph.similarities[place++] = Math.max(-1, Math.min(1, values[position]!));
  }
}
