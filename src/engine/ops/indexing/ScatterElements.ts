import { zeros } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/**
 * x with the updates written at (or added to) given positions, element by element along an axis;
 * dL/dupdates = dy at the positions, dL/dx = dy, with zeros there unless the updates are added.
 */
export const ScatterElements: Operator = {
  opType: 'ScatterElements',
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes, needs, fail }) => {
    const axis = attributes.int('axis', 0);
    const reduction = attributes.string('reduction', 'none');
    if (reduction !== 'none' && reduction !== 'add') fail(`there is no gradient through the reduction '${reduction}'`);
    const { builder } = dy;
    const overwritten = () =>
      builder.op('ScatterElements', [dy, input(1), zeros(builder, input(2).staticShape)], { axis });
    return [
      needs(0) && reduction === 'none' ? overwritten() : dy,
      undefined,
      needs(2) ? builder.op('GatherElements', [dy, input(1)], { axis }) : undefined,
    ];
  },
  samples: [
    {
      name: 'written',
      inputs: [{ shape: [3, 2] }, { shape: [2, 2], type: 'int64', values: [1, 2, 0, -2] }, { shape: [2, 2] }],
    },
    {
      name: 'added, repeated',
      inputs: [{ shape: [2, 3] }, { shape: [2, 2], type: 'int64', values: [1, 1, 0, 2] }, { shape: [2, 2] }],
      attributes: { axis: 1, reduction: 'add' },
    },
  ],
};
