import { div, matMul, reduceSum, softmax } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { l2Normalize } from '../losses/l2Normalize.ts';
import type { FittedClassifier } from './classifier.ts';
import { normaliseRows } from './normalise.ts';
import type { FitInput } from './registry.ts';

/** tau on representations, which lie closer together than trained embeddings. */
const TEMPERATURE = 0.05;

/** The soft nearest-neighbour classifier of PAWS (arXiv 2104.13963, eq. 1), every class weighing the same. */
export function fitSoftNearestNeighbour({ features, dim, labels, classCount }: FitInput): FittedClassifier {
  const supports = new Float32Array(labels.length * dim);
  const weights = new Float32Array(labels.length * classCount);
  const counts = new Float32Array(classCount);
  for (const { classIndex } of labels) counts[classIndex]!++;
  labels.forEach(({ imageIndex: row, classIndex }, index) => {
    supports.set(features.subarray(row * dim, (row + 1) * dim), index * dim);
    weights[index * classCount + classIndex] = 1 / counts[classIndex]!;
  });
  return {
    kind: 'softNearestNeighbour',
    classCount,
    settings: { temperature: TEMPERATURE },
    tensors: {
      supports: float32Tensor(normaliseRows(supports, dim), [labels.length, dim]),
      weights: float32Tensor(weights, [labels.length, classCount]),
    },
  };
}

export function softNearestNeighbourGraph({ settings, tensors }: FittedClassifier, representations: Value): Value {
  const { builder } = representations;
  const supports = builder.constant(transposed(tensors['supports']!));
  const similarities = matMul(l2Normalize(representations), supports); // [N, M]
  const votes = matMul(softmax(div(similarities, settings['temperature']!)), builder.constant(tensors['weights']!));
  return div(votes, reduceSum(votes, [1]));
}

function transposed({ shape, data }: { shape: readonly number[]; data: unknown }) {
  const [rows, columns] = shape as readonly [number, number];
  const source = data as Float32Array;
  const target = new Float32Array(source.length);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) target[column * rows + row] = source[row * columns + column]!;
  return float32Tensor(target, [columns, rows]);
}
