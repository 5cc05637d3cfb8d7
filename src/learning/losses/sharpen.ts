import { div, pow, reduceMax, reduceSum, stopGradient } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/**
 * rho(p)_k = p_k^(1/T) / sum_j p_j^(1/T) (arXiv 2104.13963, section 3): makes probabilities more confident.
 *
 * [N, C] -> [N, C]; T in (0, 1], 1 changes nothing. Each row is first divided by its largest entry, which cancels
 * but keeps the powers of many small probabilities from vanishing in float32.
 */
export function sharpen(probabilities: Value, sharpeningTemperature: number): Value {
  const scaled = div(probabilities, stopGradient(reduceMax(probabilities, [-1])));
  const powers = pow(scaled, 1 / sharpeningTemperature);
  return div(powers, reduceSum(powers, [-1]));
}
