import { div, matMul, reshape, softmax, transpose } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { argmaxRows } from '../evaluation/metrics.ts';
import { l2Normalize } from '../losses/l2Normalize.ts';
import { LabelPropagation } from '../propagation/labelPropagation.ts';
import { NEIGHBOUR_COUNT } from '../propagation/neighbourGraph.ts';
import { propagationGraph } from '../propagation/propagationGraph.ts';
import { permutation } from '../random/permutation.ts';
import type { FittedClassifier } from './classifier.ts';
import { normaliseRows } from './normalise.ts';
import type { FitInput } from './registry.ts';
import { takeRows } from './takeRows.ts';

/** Rows kept at most, so that the exported file stays small. */
const MAX_BANK = 10_000;
/** The draw of the bank does not depend on who asks. */
const SEED = 0;

/**
 * Labels spread over the neighbour graph, made a function of the image (the induction of Zhou et al. 2004): the label
 * distributions of its nearest images of the folder, weighted as edges of the graph are. An image of the folder finds
 * itself first, and that weighs most.
 */
export function fitPropagation({ features, dim, labels, classCount, classPrior, graph }: FitInput): FittedClassifier {
  const equations = propagationGraph(graph);
  const propagation = new LabelPropagation(equations, classCount);
  propagation.solve(labels);
  const probabilities = propagation.probabilities(classPrior);
  const labelled = labels.map((label) => label.imageIndex);
  const rows = bankRows(argmaxRows(probabilities, classCount), labelled, classCount);
  return {
    kind: 'propagation',
    classCount,
    settings: { bandwidth: equations.bandwidth, neighbours: Math.min(NEIGHBOUR_COUNT, rows.length) },
    tensors: {
      bank: float32Tensor(normaliseRows(takeRows(features, rows, dim), dim), [rows.length, dim]),
      distributions: float32Tensor(takeRows(probabilities, rows, classCount), [rows.length, classCount]),
    },
  };
}

/** All rows if they fit; otherwise the labelled ones and, class by class in turn, a random one of each predicted class. */
function bankRows(predicted: Int32Array, labelled: readonly number[], classCount: number): readonly number[] {
  if (predicted.length <= MAX_BANK) return Array.from(predicted.keys());
  const rows = new Set(labelled);
  const byClass = Array.from({ length: classCount }, (): number[] => []);
  for (const row of permutation(predicted.length, SEED)) byClass[predicted[row]!]!.push(row);
  for (let turn = 0; rows.size < MAX_BANK; turn++) {
    for (const members of byClass) {
      if (turn < members.length && rows.size < MAX_BANK) rows.add(members[turn]!);
    }
  }
  return Array.from(rows).toSorted((a, b) => a - b);
}

export function propagationClassifierGraph(classifier: FittedClassifier, representations: Value): Value {
  const { settings, tensors, classCount } = classifier;
  const { builder } = representations;
  const neighbours = settings['neighbours']!;
  const similarities = matMul(l2Normalize(representations), transpose(builder.constant(tensors['bank']!))); // [N, M]
  const [nearest, rows] = builder.ops('TopK', [similarities, builder.ints([neighbours])], {}, { outputCount: 2 });
  // exp((cos - 1) / bandwidth) over its sum, which a softmax does without underflow for an image far from all others.
  const weights = softmax(div(nearest!, settings['bandwidth']!)); // [N, k]
  const found = builder.op('Gather', [builder.constant(tensors['distributions']!), rows!], { axis: 0 }); // [N, k, C]
  return reshape(matMul(reshape(weights, [0, 1, neighbours]), found), [-1, classCount]);
}
