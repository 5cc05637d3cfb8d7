import { expand, matMul, reshape } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';

/**
 * The sum over the first axis times `factor`, [R, ...] -> [...], as the product with a row of that number, which
 * onnxruntime computes two to four times as fast as ReduceSum.
 */
export function sumRows(a: Value, factor = 1): Value {
  const [rows, ...shape] = a.staticShape as [number, ...number[]];
  const row = expand(a.builder.scalar(factor), [1, rows]);
  return reshape(matMul(row, reshape(a, [rows, elementCount(shape)])), shape);
}
