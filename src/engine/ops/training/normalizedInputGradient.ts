import { mul, reduceMean, sub } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';

/**
 * Gradient by x of a loss of x^ = (x - mean) `inverse`, where mean and inverse deviation are taken over `axes` of x:
 * dx = inverse (g - mean g - x^ mean(g x^)), with g the gradient by x^.
 */
export function normalizedInputGradient(g: Value, normalized: Value, inverse: Value, axes: readonly number[]): Value {
  const projection = mul(normalized, reduceMean(mul(g, normalized), axes));
  return mul(sub(sub(g, reduceMean(g, axes)), projection), inverse);
}
