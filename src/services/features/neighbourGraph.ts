import { matMul } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { normaliseRows } from '../../learning/classifiers/normalise.ts';
import type { NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { Runtime } from '../ports/runtime.ts';

/** Rows that are compared with all others at a time. */
const QUERY_ROWS = 256;

/**
 * The exact k nearest neighbours of every row of `features` [N, D] by cosine similarity: one matrix product and one
 * TopK for each block of rows. k is at most N - 1.
 */
export async function buildNeighbourGraph(
  runtime: Runtime,
  features: Float32Array,
  dim: number,
  k: number,
): Promise<NeighbourGraph> {
  const count = features.length / dim;
  const wanted = Math.min(k, count - 1);
  const rows = normaliseRows(features, dim);
  const session = await runtime.createSession(encodeModel(searchGraph(rows, count, dim, wanted + 1)));
  const neighbours = new Int32Array(count * wanted);
  const similarities = new Float32Array(count * wanted);
  try {
    for (let start = 0; start < count; start += QUERY_ROWS) {
      const end = Math.min(count, start + QUERY_ROWS);
      const data = rows.slice(start * dim, end * dim);
      const found = await session.run({ queries: { type: 'float32', shape: [end - start, dim], data } });
      const indices = (await found['indices']!.read()).data as BigInt64Array;
      const values = (await found['values']!.read()).data as Float32Array;
      for (let row = start; row < end; row++) takeOthers(row, (row - start) * (wanted + 1), wanted, indices, values);
    }
  } finally {
    await session.release();
  }
  return { nodeCount: count, neighbourCount: wanted, neighbours, similarities };

  /** Copies the neighbours of a row without the row itself; among equals it may not be found first. */
  function takeOthers(row: number, from: number, limit: number, indices: BigInt64Array, values: Float32Array): void {
    let rank = 0;
    for (let position = from; position <= from + limit && rank < limit; position++) {
      if (Number(indices[position]) === row) continue;
      neighbours[row * limit + rank] = Number(indices[position]);
      similarities[row * limit + rank] = values[position]!;
      rank++;
    }
  }
}

function searchGraph(rows: Float32Array, count: number, dim: number, k: number) {
  const builder = new GraphBuilder();
  const queries = builder.input('queries', 'float32', ['Q', dim]);
  const columns = new Float32Array(rows.length);
  for (let row = 0; row < count; row++) {
    for (let feature = 0; feature < dim; feature++) columns[feature * count + row] = rows[row * dim + feature]!;
  }
  const bank = builder.constant({ type: 'float32', shape: [dim, count], data: columns });
  const [values, indices] = builder.ops(
    'TopK',
    [matMul(queries, bank), builder.ints([k])],
    { axis: -1 },
    { outputCount: 2 },
  );
  builder.output('values', values!);
  builder.output('indices', indices!);
  return builder.build('neighbour search');
}
