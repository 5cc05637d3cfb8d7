import { reduceSum, reshape } from '../expressions.ts';
import type { Value } from '../graph/value.ts';

/** Sums a gradient over the axes along which its operand was broadcast, giving it the operand's shape. */
export function sumToShape(gradient: Value, shape: readonly number[]): Value {
  const from = gradient.staticShape;
  const lead = from.length - shape.length;
  const axes = from.flatMap((dim, axis) => (axis < lead || (shape[axis - lead] === 1 && dim !== 1) ? [axis] : []));
  return reshape(axes.length > 0 ? reduceSum(gradient, axes) : gradient, shape);
}
