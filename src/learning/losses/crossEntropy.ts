import { exp, log, mul, neg, reduceMax, reduceMean, reduceSum, stopGradient, sub } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { safeLog } from './safeLog.ts';

/** H(targets, probabilities): mean over rows of -sum_k t_k log p_k. Both [N, C]; shape []. */
export function crossEntropy(probabilities: Value, targets: Value): Value {
  return meanOfRows(targets, safeLog(probabilities));
}

/** Cross-entropy of softmax(logits) with soft targets, both [N, C]; shape []. */
export function softmaxCrossEntropy(logits: Value, targets: Value): Value {
  // softmax does not change when the largest logit is taken off, and exp no longer overflows
  const shifted = sub(logits, stopGradient(reduceMax(logits, [-1])));
  return meanOfRows(targets, sub(shifted, log(reduceSum(exp(shifted), [-1]))));
}

function meanOfRows(targets: Value, logProbabilities: Value): Value {
  return neg(reduceMean(reduceSum(mul(targets, logProbabilities), [-1], false), [0], false));
}
