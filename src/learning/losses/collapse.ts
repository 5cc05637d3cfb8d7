import { div, mul, neg, reduceMean, reduceSum, sub } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { l2Normalize } from './l2Normalize.ts';
import { safeLog } from './safeLog.ts';

/**
 * Entropy of the mean prediction over log C: 1 when the classes are predicted equally often, 0 when every image gets
 * the same class. predictions [N, C], C >= 2; shape [], in [0, 1].
 */
export function meanPredictionEntropy(predictions: Value): Value {
  const mean = reduceMean(predictions, [0], false);
  const entropy = neg(reduceSum(mul(mean, safeLog(mean)), [0], false));
  return div(entropy, Math.log(predictions.dim(1)));
}

/**
 * 1 - ||mean of the unit-length rows||^2, which is 1 minus their mean cosine similarity: 0 when all embeddings
 * have collapsed to one direction. embeddings [N, E]; shape [], in [0, 1].
 */
export function cosineVariance(embeddings: Value): Value {
  const mean = reduceMean(l2Normalize(embeddings), [0], false);
  const squaredLength = reduceSum(mul(mean, mean), [0], false);
  return sub(embeddings.builder.scalar(1), squaredLength);
}
