import { add, matMul, mul, softmax, sub } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { FittedClassifier } from './classifier.ts';
import type { FitInput } from './registry.ts';

/** L2 penalty on standardised features, for a loss that is a mean over the labels. */
const PENALTY = 0.02;
const STEPS = 300;

/** Multinomial logistic regression on standardised features, every class weighing the same. */
export function fitLinear(input: FitInput): FittedClassifier {
  const { dim, classCount } = input;
  const { mean, scale } = moments(input);
  const rows = standardised(input, mean, scale);
  const weights = descend(rows, input);
  return {
    kind: 'linear',
    classCount,
    settings: {},
    tensors: {
      mean: float32Tensor(mean, [dim]),
      scale: float32Tensor(scale, [dim]),
      weights: float32Tensor(weights.subarray(0, dim * classCount).slice(), [dim, classCount]),
      bias: float32Tensor(weights.subarray(dim * classCount).slice(), [classCount]),
    },
  };
}

export function linearGraph({ tensors }: FittedClassifier, representations: Value): Value {
  const { builder } = representations;
  const constant = (name: string): Value => builder.constant(tensors[name]!);
  const standard = mul(sub(representations, constant('mean')), constant('scale'));
  return softmax(add(matMul(standard, constant('weights')), constant('bias')));
}

/** Mean and reciprocal deviation of every feature over all images, labelled or not. */
function moments({ features, dim }: FitInput): { mean: Float32Array; scale: Float32Array } {
  const count = features.length / dim;
  const [sum, squares] = [new Float64Array(dim), new Float64Array(dim)];
  for (let index = 0; index < features.length; index++) {
    const value = features[index]!;
    sum[index % dim]! += value;
    squares[index % dim]! += value * value;
  }
  const mean = Float32Array.from(sum, (value) => value / count);
  const scale = Float32Array.from(squares, (value, feature) => {
    const variance = value / count - mean[feature]! ** 2;
    return variance > 1e-12 ? 1 / Math.sqrt(variance) : 0;
  });
  return { mean, scale };
}

function standardised({ features, dim, labels }: FitInput, mean: Float32Array, scale: Float32Array): Float32Array {
  const rows = new Float32Array(labels.length * dim);
  labels.forEach(({ imageIndex: row }, index) => {
    for (let feature = 0; feature < dim; feature++) {
      rows[index * dim + feature] = (features[row * dim + feature]! - mean[feature]!) * scale[feature]!;
    }
  });
  return rows;
}

/** Nesterov's accelerated gradient from zero; the loss is convex and smooth, with constant at most mean |x|^2 / 2. */
function descend(rows: Float32Array, { dim, classCount, labels }: FitInput): Float32Array {
  const size = (dim + 1) * classCount;
  let [current, ahead] = [new Float32Array(size), new Float32Array(size)];
  const smoothness = 0.5 * (rows.reduce((sum, value) => sum + value * value, 0) / labels.length + 1) + PENALTY;
  for (let step = 1; step <= STEPS; step++) {
    const gradient = gradientAt(ahead, rows, { dim, classCount, labels });
    const next = ahead.map((value, index) => value - gradient[index]! / smoothness);
    const momentum = (step - 1) / (step + 2);
    ahead = next.map((value, index) => value + momentum * (value - current[index]!));
    current = next;
  }
  return current;
}

function gradientAt(
  weights: Float32Array,
  rows: Float32Array,
  { dim, classCount, labels }: Pick<FitInput, 'dim' | 'classCount' | 'labels'>,
): Float32Array {
  const counts = new Float32Array(classCount);
  for (const { classIndex } of labels) counts[classIndex]!++;
  const present = counts.filter((count) => count > 0).length;
  const gradient = weights.map((value, index) => (index < dim * classCount ? PENALTY * value : 0));
  const biasAt = dim * classCount;
  labels.forEach(({ classIndex }, row) => {
    const logits = weights.slice(biasAt);
    for (let feature = 0; feature < dim; feature++) {
      const value = rows[row * dim + feature]!;
      for (let c = 0; c < classCount; c++) logits[c]! += value * weights[feature * classCount + c]!;
    }
    const residual = softmaxOf(logits);
    residual[classIndex]! -= 1;
    const weight = 1 / (counts[classIndex]! * present);
    for (let c = 0; c < classCount; c++) residual[c]! *= weight;
    for (let feature = 0; feature < dim; feature++) {
      const value = rows[row * dim + feature]!;
      for (let c = 0; c < classCount; c++) gradient[feature * classCount + c]! += value * residual[c]!;
    }
    for (let c = 0; c < classCount; c++) gradient[biasAt + c]! += residual[c]!;
  });
  return gradient;
}

function softmaxOf(logits: Float32Array): Float32Array {
  const largest = Math.max(...logits);
  const powers = logits.map((value) => Math.exp(value - largest));
  const sum = powers.reduce((total, value) => total + value, 0);
  return powers.map((value) => value / sum);
}
