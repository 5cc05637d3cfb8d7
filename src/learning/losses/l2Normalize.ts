import { div, maximum, mul, reduceSum, sqrt } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/** Below this length a row stays short instead of being blown up; PyTorch's 1e-12, squared because it stands in the root. */
const SMALLEST_SQUARED_NORM = 1e-24;

/** Rows of length 1: x / ||x||. [N, E] -> [N, E] */
export function l2Normalize(rows: Value): Value {
  return div(rows, sqrt(maximum(reduceSum(mul(rows, rows), [-1]), SMALLEST_SQUARED_NORM)));
}
