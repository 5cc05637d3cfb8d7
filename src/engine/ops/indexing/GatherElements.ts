import { zeros } from '../../expressions.ts';
import type { Operator } from '../operator.ts';

/** y[i, j] = x[positions[i, j], j] for axis 0, and so on; dL/dx = dy added up at those positions. */
export const GatherElements: Operator = {
  opType: 'GatherElements',
  infer: (context) => [{ type: context.input(0).type, shape: context.input(1).shape }],
  gradient: ({ dy, input, attributes }) => [
    dy.builder.op('ScatterElements', [zeros(dy.builder, input(0).staticShape), input(1), dy], {
      axis: attributes.int('axis', 0),
      reduction: 'add',
    }),
  ],
  samples: [
    { name: 'first axis', inputs: [{ shape: [3, 2] }, { shape: [2, 2], type: 'int64', values: [1, 1, 0, -1] }] },
    {
      name: 'last axis',
      inputs: [{ shape: [2, 3] }, { shape: [2, 2], type: 'int64', values: [1, 1, 0, -1] }],
      attributes: { axis: -1 },
    },
  ],
};
