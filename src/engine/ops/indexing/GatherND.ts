import { zeros } from '../../expressions.ts';
import type { Operator } from '../operator.ts';

/** The slices of x that the last axis of the positions points at; dL/dx = dy added up there. */
export const GatherND: Operator = {
  opType: 'GatherND',
  infer: (context) => {
    const [{ type, shape }, positions] = [context.input(0), context.input(1)];
    const batchAxes = context.attributes.int('batch_dims', 0);
    return [{ type, shape: [...positions.shape.slice(0, -1), ...shape.slice(batchAxes + positions.dim(-1))] }];
  },
  gradient: ({ dy, input, attributes, fail }) => {
    if (attributes.int('batch_dims', 0) !== 0) fail('there is no gradient through batch_dims');
    const nothing = zeros(dy.builder, input(0).staticShape);
    return [dy.builder.op('ScatterND', [nothing, input(1), dy], { reduction: 'add' })];
  },
  samples: [
    { name: 'rows', inputs: [{ shape: [3, 2] }, { shape: [2, 1], type: 'int64', values: [2, 2] }] },
    { name: 'elements', inputs: [{ shape: [3, 2] }, { shape: [2, 2], type: 'int64', values: [0, 1, 2, 0] }] },
  ],
};
