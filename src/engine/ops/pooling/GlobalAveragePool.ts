import { expand, mul } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Operator } from '../operator.ts';
import { globallyPooledShape } from './pooledShape.ts';

/** y [N, C, 1, ...] = the mean over all P positions; dL/dx = dy / P everywhere. */
export const GlobalAveragePool: Operator = {
  opType: 'GlobalAveragePool',
  infer: (context) => [{ type: context.input(0).type, shape: globallyPooledShape(context) }],
  gradient: ({ dy, input }) => {
    const shape = input(0).staticShape;
    return [expand(mul(dy, 1 / elementCount(shape.slice(2))), shape)];
  },
  samples: [
    { name: 'images', inputs: [{ shape: [2, 3, 2, 3] }] },
    { name: '1-D', inputs: [{ shape: [2, 3, 4] }] },
  ],
};
