import { abs, mul, square, sub } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = x / (1 + |x|); dL/dx = dy (1 - |y|)^2. */
export const Softsign: Operator = {
  opType: 'Softsign',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [mul(dy, square(sub(dy.builder.scalar(1), abs(outputs[0]!))))],
  samples: [{ name: 'both signs', inputs: [{ shape: [3, 5], range: [-3, 3] }] }],
};
