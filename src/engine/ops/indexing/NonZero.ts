import { int64Tensor, toNumbers } from '../../graph/tensor.ts';
import { rowMajorStrides, smallNumber } from '../folding.ts';
import type { Operator } from '../operator.ts';

/** The positions of the elements that are not 0, [rank, count]; the count must be known while the graph is built. */
export const NonZero: Operator = {
  opType: 'NonZero',
  infer: (context) => context.fail('how many elements are not 0 must be known while the graph is built'),
  gradient: 'zero',
  fold: (context) => {
    const tensor = smallNumber(context, 0);
    if (!tensor) return undefined;
    const { shape } = tensor;
    const found = toNumbers(tensor).flatMap((value, position) => (value === 0 ? [] : [position]));
    const rows = rowMajorStrides(shape).map((stride, axis) =>
      found.map((position) => Math.floor(position / stride) % shape[axis]!),
    );
    return [int64Tensor(rows.flat(), [shape.length, found.length])];
  },
  samples: [{ name: 'matrix', inputs: [{ shape: [2, 3], values: [0, 1, 0, -1, 0, 2], constant: true }] }],
};
