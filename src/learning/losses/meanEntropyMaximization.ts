import { mul, reduceMean, reduceSum, sub } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { safeLog } from './safeLog.ts';
import { sharpen } from './sharpen.ts';

/**
 * Mean-entropy maximization, -H(p) with p the mean sharpened prediction (arXiv 2104.13963, eq. 3): minimising it
 * spreads the predictions over the classes and so forbids the collapse to one.
 *
 * With an expected class distribution q it is the divergence from q up to a constant,
 *   KL(p || q) - log C = sum_k p_k log p_k - sum_k p_k log(C q_k),
 * which is smallest, -log C, at p = q instead of at the uniform distribution. A uniform q makes C q_k = 1, and the
 * second sum vanishes: the authors' term exactly.
 *
 * predictions [Q, C], classPrior [C] summing to 1; shape [], in [-log C, ...).
 */
export function meanEntropyMaximization(predictions: Value, sharpeningTemperature: number, classPrior?: Value): Value {
  const mean = reduceMean(sharpen(predictions, sharpeningTemperature), [0], false);
  const logMean = safeLog(mean);
  const relative = classPrior ? sub(logMean, safeLog(mul(classPrior, classPrior.dim(0)))) : logMean;
  return reduceSum(mul(mean, relative), [0], false);
}
