import { zeros } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';

/** The k largest (or smallest) values along an axis and their positions; dL/dx = dy put back at those positions. */
export const TopK: Operator = {
  opType: 'TopK',
  infer: (context) => {
    const { type, shape, rank } = context.input(0);
    const sorted = normalizeAxis(context, context.attributes.int('axis', -1), rank);
    const [count] = constantInts(context, 1, 'k') ?? context.fail('k is missing');
    const values = shape.map((dim, axis) => (axis === sorted ? count! : dim));
    return [
      { type, shape: values },
      { type: 'int64', shape: values },
    ];
  },
  gradient: ({ dy, input, outputs, attributes, fail }) => {
    const positions = outputs[1] ?? fail('the gradient needs the second output, the positions');
    const nothing = zeros(dy.builder, input(0).staticShape);
    return [dy.builder.op('ScatterElements', [nothing, positions, dy], { axis: attributes.int('axis', -1) })];
  },
  samples: [
    { name: 'largest along the last axis', inputs: [{ shape: [3, 5] }, knownInts(2)], outputCount: 2 },
    {
      name: 'smallest along the first axis',
      inputs: [{ shape: [4, 3] }, knownInts(3)],
      attributes: { axis: 0, largest: 0 },
      outputCount: 2,
    },
  ],
};
