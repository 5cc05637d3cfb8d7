import { reduceSum, reshape } from '../expressions.ts';
import type { Value } from '../graph/value.ts';

/**
 * Sums a gradient over the axes along which its operand was broadcast, giving it the operand's shape. One axis after
 * the other, the last first: onnxruntime is two to three times slower at several leading axes at once.
 */
export function sumToShape(gradient: Value, shape: readonly number[]): Value {
  const from = gradient.staticShape;
  const lead = from.length - shape.length;
  const axes = from.flatMap((dim, axis) => (axis < lead || (shape[axis - lead] === 1 && dim !== 1) ? [axis] : []));
  const summed = axes.reduceRight((sum, axis) => reduceSum(sum, [axis]), gradient);
  return reshape(summed, shape);
}
