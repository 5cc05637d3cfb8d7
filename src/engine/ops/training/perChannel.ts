import { reshape } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';

/** [C] -> [1, C, 1, ...], of the rank of x [N, C, ...]. */
export function perChannel(vector: Value, x: Value): Value {
  return reshape(vector, [1, vector.dim(0), ...new Array<number>(x.rank - 2).fill(1)]);
}

/** Every axis of [N, C, ...] but C. */
export function statisticAxes(x: Value): number[] {
  return Array.from({ length: x.rank }, (_, axis) => axis).filter((axis) => axis !== 1);
}
