import { div, exp, matMul, mul, reduceSum, reshape, sub } from '../../engine/expressions.ts';
import { float32Tensor, type Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { l2Normalize } from '../losses/l2Normalize.ts';
import { LabelPropagation } from '../propagation/labelPropagation.ts';
import { NEIGHBOUR_COUNT } from '../propagation/neighbourGraph.ts';
import { propagationGraph } from '../propagation/propagationGraph.ts';
import type { FittedClassifier } from './classifier.ts';
import { normaliseRows } from './normalise.ts';
import type { FitInput } from './registry.ts';

/** Rows kept at most, so that the exported file stays small: the labelled ones, and others spread evenly. */
const MAX_BANK = 10_000;

/**
 * Labels spread over the neighbour graph, made a function of the image: the label distributions of its nearest images
 * of the folder, weighted as edges of the graph are. An image of the folder finds itself first.
 */
export function fitPropagation(input: FitInput): FittedClassifier {
  const { features, dim, labels, classCount, graph } = input;
  const edges = propagationGraph(graph);
  const propagation = new LabelPropagation(edges, classCount);
  propagation.solve(labels);
  const spread = propagation.probabilities();
  const rows = bankRows(
    graph.nodeCount,
    labels.map((label) => label.imageIndex),
  );
  const bank = new Float32Array(rows.length * dim);
  const distributions = new Float32Array(rows.length * classCount);
  rows.forEach((row, index) => {
    bank.set(features.subarray(row * dim, (row + 1) * dim), index * dim);
    distributions.set(spread.subarray(row * classCount, (row + 1) * classCount), index * classCount);
  });
  return {
    kind: 'propagation',
    classCount,
    settings: { bandwidth: edges.bandwidth, neighbours: Math.min(NEIGHBOUR_COUNT, rows.length) },
    tensors: {
      bank: transposed(normaliseRows(bank, dim), rows.length, dim),
      distributions: float32Tensor(distributions, [rows.length, classCount]),
    },
  };
}

export function propagationClassifierGraph({ settings, tensors, classCount }: FittedClassifier, representations: Value): Value {
  const { builder } = representations;
  const neighbours = settings['neighbours']!;
  const similarities = matMul(l2Normalize(representations), builder.constant(tensors['bank']!)); // [N, M]
  const [nearest, rows] = builder.ops(
    'TopK',
    [similarities, builder.ints([neighbours])],
    { axis: -1 },
    { outputCount: 2 },
  );
  const weights = exp(div(sub(nearest!, 1), settings['bandwidth']!)); // [N, k]
  const found = builder.op('Gather', [builder.constant(tensors['distributions']!), rows!], { axis: 0 }); // [N, k, C]
  const votes = reduceSum(mul(found, reshape(weights, [0, neighbours, 1])), [1], false); // [N, C]
  return reshape(div(votes, reduceSum(votes, [1])), [0, classCount]);
}

function bankRows(count: number, labelled: readonly number[]): number[] {
  if (count <= MAX_BANK) return Array.from({ length: count }, (_, row) => row);
  const rows = new Set(labelled);
  const stride = count / (MAX_BANK - rows.size);
  for (let position = 0; position < count; position += stride) rows.add(Math.floor(position));
  return [...rows].toSorted((a, b) => a - b);
}

function transposed(source: Float32Array, rows: number, columns: number): Tensor {
  const target = new Float32Array(source.length);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) target[column * rows + row] = source[row * columns + column]!;
  }
  return float32Tensor(target, [columns, rows]);
}
