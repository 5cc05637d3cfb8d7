import type { Objective } from './minimize.ts';

/** Rows [n, D] with a class [n] and a weight [n] each; the weights sum to 1. */
export interface LogisticData {
  readonly rows: Float32Array;
  readonly dim: number;
  readonly classes: Int32Array;
  readonly classCount: number;
  readonly weights: Float64Array;
}

/**
 * Weighted cross-entropy of multinomial logistic regression plus penalty / 2 times the squared weights. A point is
 * the weights [C, D] followed by the biases [C], which are not penalised.
 */
export function logisticLoss(data: LogisticData, penalty: number): Objective {
  const { rows, dim, classes, classCount, weights } = data;
  const biasStart = dim * classCount;
  return (point, gradient) => {
    let loss = 0;
    gradient.fill(0);
    for (let row = 0; row < classes.length; row++) {
      const values = rows.subarray(row * dim, (row + 1) * dim);
      const errors = linearProbabilities(values, point, classCount);
      loss -= weights[row]! * Math.log(Math.max(errors[classes[row]!]!, Number.MIN_VALUE));
      errors[classes[row]!]! -= 1;
      for (let index = 0; index < classCount; index++) {
        errors[index]! *= weights[row]!;
        gradient[biasStart + index]! += errors[index]!;
      }
      addOuterProduct(gradient, values, errors);
    }
    for (let index = 0; index < biasStart; index++) {
      loss += (penalty / 2) * point[index]! ** 2;
      gradient[index]! += penalty * point[index]!;
    }
    return loss;
  };
}

/** Class probabilities [C] of one row [D] at a point. */
export function linearProbabilities(values: Float32Array, point: Float64Array, classCount: number): Float64Array {
  const dim = values.length;
  const shares = new Float64Array(classCount);
  let highest = -Infinity;
  for (let index = 0; index < classCount; index++) {
    let logit = point[dim * classCount + index]!;
    for (let entry = 0, place = index * dim; entry < dim; entry++) logit += values[entry]! * point[place++]!;
    shares[index] = logit;
    highest = Math.max(highest, logit);
  }
  let sum = 0;
  for (let index = 0; index < classCount; index++) sum += shares[index] = Math.exp(shares[index]! - highest);
  for (let index = 0; index < classCount; index++) shares[index]! /= sum;
  return shares;
}

/** Adds errors [C] times values [D] to the target, [C, D]. */
function addOuterProduct(target: Float64Array, values: Float32Array, errors: Float64Array): void {
  for (let index = 0, place = 0; index < errors.length; index++) {
    const error = errors[index]!;
    for (let entry = 0; entry < values.length; entry++) target[place++]! += error * values[entry]!;
  }
}
