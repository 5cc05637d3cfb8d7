import { div, reduceSum } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { softNearestNeighbour } from '../losses/softNearestNeighbour.ts';
import type { FittedClassifier } from './classifier.ts';
import { normaliseRows } from './normalise.ts';
import type { FitInput } from './registry.ts';
import { takeRows } from './takeRows.ts';

/** tau on representations, which lie closer together than trained embeddings. */
const TEMPERATURE = 0.05;

/** The soft nearest-neighbour classifier of PAWS (arXiv 2104.13963, eq. 1), every class weighing the same. */
export function fitSoftNearestNeighbour({
  features,
  dim,
  labels,
  classCount,
}: Omit<FitInput, 'graph'>): FittedClassifier {
  const weights = new Float32Array(labels.length * classCount);
  const counts = new Float32Array(classCount);
  for (const { classIndex } of labels) counts[classIndex]!++;
  labels.forEach(({ classIndex }, index) => (weights[index * classCount + classIndex] = 1 / counts[classIndex]!));
  const rows = labels.map((label) => label.imageIndex);
  return {
    kind: 'softNearestNeighbour',
    classCount,
    settings: { temperature: TEMPERATURE },
    tensors: {
      supports: float32Tensor(normaliseRows(takeRows(features, rows, dim), dim), [labels.length, dim]),
      weights: float32Tensor(weights, [labels.length, classCount]),
    },
  };
}

export function softNearestNeighbourGraph({ settings, tensors }: FittedClassifier, representations: Value): Value {
  const { builder } = representations;
  const supports = {
    embeddings: builder.constant(tensors['supports']!),
    labels: builder.constant(tensors['weights']!),
  };
  const votes = softNearestNeighbour(representations, supports, settings['temperature']!);
  return div(votes, reduceSum(votes, [1]));
}
