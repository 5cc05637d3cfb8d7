import { matMul, transpose } from '../../expressions.ts';
import type { Tensor } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';

/** Applies a constant matrix [to, from] along one axis of a tensor that has `from` elements there. */
export function mapAxis(a: Value, axis: number, matrix: Tensor): Value {
  const constant = a.builder.constant(matrix);
  const last = a.rank - 1;
  if (a.rank > 1 && axis === last - 1) return matMul(constant, a);
  if (axis === last) return matMul(a, transpose(constant));
  const swap = Array.from({ length: a.rank }, (_, index) => index)
    .with(axis, last)
    .with(last, axis);
  return transpose(matMul(transpose(a, swap), transpose(constant)), swap);
}
