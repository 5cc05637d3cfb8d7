import { mul, sigmoid } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = ln(1 + exp(x)); dL/dx = dy sigmoid(x). */
export const Softplus: Operator = {
  opType: 'Softplus',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [mul(dy, sigmoid(input(0)))],
  samples: [{ name: 'both signs', inputs: [{ shape: [3, 5], range: [-3, 3] }] }],
};
