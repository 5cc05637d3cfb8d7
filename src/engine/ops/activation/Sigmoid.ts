import { mul, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = 1 / (1 + exp(-x)); dL/dx = dy (y - y^2). */
export const Sigmoid: Operator = {
  opType: 'Sigmoid',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [mul(dy, sub(outputs[0]!, mul(outputs[0]!, outputs[0]!)))],
  samples: [{ name: 'both signs', inputs: [{ shape: [3, 5], range: [-3, 3] }] }],
};
