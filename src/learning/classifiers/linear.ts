import { add, matMul, mul, softmax, sub } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { LabelledImage } from '../sampling/supportSampler.ts';
import { choosePenalty } from './choosePenalty.ts';
import type { FittedClassifier } from './classifier.ts';
import { logisticLoss } from './logisticLoss.ts';
import { minimize } from './minimize.ts';
import type { FitInput } from './registry.ts';

/** Below this share of the largest deviation an entry of the representations says nothing and is left out. */
const SMALLEST_DEVIATION_SHARE = 1e-5;

/** Multinomial logistic regression on standardised features, every class weighing the same. */
export function fitLinear(input: FitInput): FittedClassifier {
  const { features, dim, labels, classCount } = input;
  const { mean, scale } = moments(input);
  const rowOf = ({ imageIndex }: LabelledImage): Float32Array =>
    mean.map((center, entry) => (features[imageIndex * dim + entry]! - center) * scale[entry]!);
  const fit = (training: readonly LabelledImage[], penalty: number): Float64Array =>
    fitLogistic(training, rowOf, dim, classCount, penalty);
  const penalty = choosePenalty(labels, classCount, fit, rowOf);
  const point = fit(labels, penalty);
  return {
    kind: 'linear',
    classCount,
    settings: { penalty },
    tensors: {
      mean: float32Tensor(mean, [dim]),
      scale: float32Tensor(scale, [dim]),
      weights: float32Tensor(transposed(point, classCount, dim), [dim, classCount]),
      bias: float32Tensor(Float32Array.from(point.subarray(dim * classCount)), [classCount]),
    },
  };
}

export function linearGraph({ tensors }: FittedClassifier, representations: Value): Value {
  const { builder } = representations;
  const constant = (name: string): Value => builder.constant(tensors[name]!);
  const standard = mul(sub(representations, constant('mean')), constant('scale'));
  return softmax(add(matMul(standard, constant('weights')), constant('bias')));
}

function fitLogistic(
  labels: readonly LabelledImage[],
  rowOf: (label: LabelledImage) => Float32Array,
  dim: number,
  classCount: number,
  penalty: number,
): Float64Array {
  const rows = new Float32Array(labels.length * dim);
  labels.forEach((label, row) => rows.set(rowOf(label), row * dim));
  const classes = Int32Array.from(labels, (label) => label.classIndex);
  const counts = new Float64Array(classCount);
  for (const classIndex of classes) counts[classIndex]!++;
  const present = counts.filter((count) => count > 0).length;
  const weights = Float64Array.from(classes, (classIndex) => 1 / (counts[classIndex]! * present));
  const loss = logisticLoss({ rows, dim, classes, classCount, weights }, penalty);
  return minimize(loss, new Float64Array((dim + 1) * classCount));
}

/** The first rows x columns elements of a matrix, [columns, rows]. */
function transposed(matrix: Float64Array, rows: number, columns: number): Float32Array {
  return Float32Array.from(
    { length: rows * columns },
    (_, place) => matrix[(place % rows) * columns + Math.floor(place / rows)]!,
  );
}

/** Mean and reciprocal deviation of every feature over all images, labelled or not. */
function moments({ features, dim }: FitInput): { mean: Float32Array; scale: Float32Array } {
  const count = features.length / dim;
  const [mean, variance] = [new Float64Array(dim), new Float64Array(dim)];
  for (let index = 0; index < features.length; index++) mean[index % dim]! += features[index]! / count;
  for (let index = 0; index < features.length; index++) {
    variance[index % dim]! += (features[index]! - mean[index % dim]!) ** 2 / count;
  }
  const deviations = variance.map(Math.sqrt);
  const smallest = SMALLEST_DEVIATION_SHARE * deviations.reduce((most, deviation) => Math.max(most, deviation), 0);
  const scale = Float32Array.from(deviations, (deviation) => (deviation > smallest ? 1 / deviation : 0));
  return { mean: Float32Array.from(mean), scale };
}
