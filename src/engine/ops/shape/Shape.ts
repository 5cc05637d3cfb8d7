import { int64Tensor } from '../../graph/tensor.ts';
import type { Operator, ShapeContext } from '../operator.ts';

/** The sizes of the axes `start` to `end` (excluded), which become a constant where they are known. */
export const Shape: Operator = {
  opType: 'Shape',
  infer: (context) => [{ type: 'int64', shape: [dimsOf(context).length] }],
  gradient: 'zero',
  fold: (context) => {
    const dims = dimsOf(context).filter((dim) => typeof dim === 'number');
    return dims.length === dimsOf(context).length ? [int64Tensor(dims)] : undefined;
  },
  samples: [
    { name: 'all', inputs: [{ shape: [2, 3, 4] }] },
    { name: 'from the second', inputs: [{ shape: [2, 3, 4] }], attributes: { start: 1 } },
    { name: 'negative bounds', inputs: [{ shape: [2, 3, 4] }], attributes: { start: -2, end: -1 } },
  ],
};

/** `slice` counts negative bounds from the end and clamps, as ONNX does. */
function dimsOf(context: ShapeContext) {
  const { shape, rank } = context.input(0);
  return shape.slice(context.attributes.int('start', 0), context.attributes.int('end', rank));
}
