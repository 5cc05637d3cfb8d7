import { int64Tensor } from '../../graph/tensor.ts';
import type { Operator } from '../operator.ts';
import { multiplyDims } from './dimProduct.ts';

/** The number of elements, which becomes a constant where the shape is known. */
export const Size: Operator = {
  opType: 'Size',
  infer: () => [{ type: 'int64', shape: [] }],
  gradient: 'zero',
  fold: (context) => {
    const count = multiplyDims(context.input(0).shape);
    return typeof count === 'number' ? [int64Tensor([count], [])] : undefined;
  },
  samples: [{ name: 'matrix', inputs: [{ shape: [2, 3] }] }],
};
