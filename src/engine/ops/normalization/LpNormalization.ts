import { div, mul, reduceSum, sqrt, sub } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { normalizeAxis } from '../shapeRules.ts';

/** Keeps the norm of a zero vector from dividing 0 by 0. */
const TINY = 1e-30;

/**
 * y = x / |x|_p along one axis, p 1 or 2.
 * p = 2: dL/dx = (dy - y sum(dy y)) / |x|; p = 1: dL/dx = (dy - sign(x) sum(dy y)) / |x|.
 */
export const LpNormalization: Operator = {
  opType: 'LpNormalization',
  infer: (context) => {
    const { type, shape } = context.input(0);
    normalizeAxis(context, context.attributes.int('axis', -1), shape.length);
    return [{ type, shape }];
  },
  gradient: ({ dy, input, outputs, attributes }) => {
    const x = input(0);
    const y = outputs[0]!;
    const p = attributes.int('p', 2);
    const axes = [attributes.int('axis', -1)];
    const direction = p === 2 ? y : x.builder.op('Sign', [x]);
    return [div(sub(dy, mul(direction, reduceSum(mul(dy, y), axes))), norm(x, p, axes))];
  },
  lower: ({ input, attributes }) => {
    const x = input(0);
    return [div(x, norm(x, attributes.int('p', 2), [attributes.int('axis', -1)]))];
  },
  samples: [
    { name: 'Euclidean', inputs: [{ shape: [2, 3, 4] }] },
    { name: 'Euclidean, first axis', inputs: [{ shape: [3, 4] }], attributes: { axis: 0, p: 2 } },
    {
      name: 'absolute',
      inputs: [{ shape: [2, 4], values: [0.5, -1, 2, 0.3, -0.7, 0.4, 1, -2] }],
      attributes: { p: 1 },
    },
  ],
};

function norm(x: Value, p: number, axes: readonly number[]): Value {
  const { builder } = x;
  const sum = reduceSum(p === 2 ? mul(x, x) : builder.op('Abs', [x]), axes);
  return builder.op('Max', [p === 2 ? sqrt(sum) : sum, builder.scalar(TINY)]);
}
