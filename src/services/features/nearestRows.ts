import { matMul, transpose } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import type { Tensor } from '../../engine/graph/tensor.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { cast } from '../../learning/inference/cast.ts';
import { l2Normalize } from '../../learning/losses/l2Normalize.ts';
import { throwIfStopped, type StopSignal } from '../../shared/stopSignal.ts';
import type { DeviceTensor, Runtime } from '../ports/runtime.ts';
import { takeData } from '../ports/takeData.ts';

/** Rows that are compared with all others at a time, and similarities that are held for it: 100 MB. */
const MAX_QUERY_ROWS = 256;
const MAX_SIMILARITIES = 25_600_000;

export interface SearchOptions {
  /** Rows whose nearest rows are found. */
  readonly onProgress?: (done: number, total: number) => void;
  readonly signal?: StopSignal;
}

/** For each query from `start` on, the k nearest rows of the bank, nearest first: [queries, k] */
export interface NearestBlock {
  readonly start: number;
  readonly indices: Int32Array;
  /** Cosines, which rounding may leave a little above 1. */
  readonly similarities: Float32Array;
}

/**
 * The exact k <= M nearest rows of `bank` [M, D] to each of `queries` [Q, D] by cosine, block by block: one matrix
 * product and one TopK each. Throws STOPPED when the signal asks for it.
 */
export async function* nearestRows(
  runtime: Runtime,
  bank: Float32Array,
  queries: Float32Array,
  dim: number,
  k: number,
  { onProgress, signal }: SearchOptions = {},
): AsyncGenerator<NearestBlock> {
  const [bankCount, queryCount] = [bank.length / dim, queries.length / dim];
  const columns = await normalisedColumns(runtime, bank, dim);
  const session = await runtime.createSession(encodeModel(searchGraph(dim, bankCount, k)));
  const blockRows = Math.max(1, Math.min(MAX_QUERY_ROWS, Math.floor(MAX_SIMILARITIES / bankCount)));
  try {
    for (let start = 0; start < queryCount; start += blockRows) {
      throwIfStopped(signal, 'Comparing the images', 'Open the project again; it begins anew.');
      const end = Math.min(queryCount, start + blockRows);
      const data = queries.subarray(start * dim, end * dim);
      const block: Tensor = { type: 'float32', shape: [end - start, dim], data };
      const found = await session.run({ queries: block, bank: columns });
      const indices = (await takeData(found['indices']!)) as Int32Array;
      yield { start, indices, similarities: (await takeData(found['values']!)) as Float32Array };
      onProgress?.(end, queryCount);
    }
  } finally {
    columns.dispose();
    await session.release();
  }
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
