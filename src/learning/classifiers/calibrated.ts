import { div, reduceSum } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/**
 * Probabilities [N, C] made as sure as they deserve: p^(1/T), made to sum to 1 (Guo et al. 2017, arXiv 1706.04599,
 * with probabilities in place of logits). T > 1 makes them less sure, T < 1 surer; the most probable class stays.
 */
export function calibrated(probabilities: Value, temperature: number): Value {
  const { builder } = probabilities;
  const powers = builder.op('Pow', [probabilities, builder.scalar(1 / temperature)]);
  return div(powers, reduceSum(powers, [1]));
}
