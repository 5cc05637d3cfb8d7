import { mul, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = tanh(x); dL/dx = dy - dy y^2. */
export const Tanh: Operator = {
  opType: 'Tanh',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [sub(dy, mul(dy, mul(outputs[0]!, outputs[0]!)))],
  samples: [{ name: 'both signs', inputs: [{ shape: [3, 5], range: [-3, 3] }] }],
};
