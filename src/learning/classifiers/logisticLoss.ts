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
 * the weights [D, C] followed by the biases [C], which are not penalised.
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
  const logits = point.slice(values.length * classCount);
  for (let feature = 0, place = 0; feature < values.length; feature++) {
    const value = values[feature]!;
    for (let index = 0; index < classCount; index++) logits[index]! += value * point[place++]!;
  }
  const highest = logits.reduce((most, logit) => Math.max(most, logit), -Infinity);
  let sum = 0;
  for (let index = 0; index < classCount; index++) sum += logits[index] = Math.exp(logits[index]! - highest);
  for (let index = 0; index < classCount; index++) logits[index]! /= sum;
  return logits;
}

function addOuterProduct(target: Float64Array, values: Float32Array, errors: Float64Array): void {
  for (let feature = 0, place = 0; feature < values.length; feature++) {
    const value = values[feature]!;
    for (let index = 0; index < errors.length; index++) target[place++]! += value * errors[index]!;
  }
}
