import { zeros } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/**
 * x with the updates written at (or added to) the slices that the last axis of the positions points at;
 * dL/dupdates = dy at the positions, dL/dx = dy, with zeros there unless the updates are added.
 */
export const ScatterND: Operator = {
  opType: 'ScatterND',
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes, needs, fail }) => {
    const reduction = attributes.string('reduction', 'none');
    if (reduction !== 'none' && reduction !== 'add') fail(`there is no gradient through the reduction '${reduction}'`);
    const { builder } = dy;
    const overwritten = () => builder.op('ScatterND', [dy, input(1), zeros(builder, input(2).staticShape)]);
    return [
      needs(0) && reduction === 'none' ? overwritten() : dy,
      undefined,
      needs(2) ? builder.op('GatherND', [dy, input(1)]) : undefined,
    ];
  },
  samples: [
    {
      name: 'rows written',
      inputs: [{ shape: [3, 2] }, { shape: [2, 1], type: 'int64', values: [2, 0] }, { shape: [2, 2] }],
    },
    {
      name: 'elements added, repeated',
      inputs: [{ shape: [3, 2] }, { shape: [2, 2], type: 'int64', values: [2, 1, 2, 1] }, { shape: [2] }],
      attributes: { reduction: 'add' },
    },
  ],
};
