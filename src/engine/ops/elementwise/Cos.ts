import { mul, neg, sin } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = cos(x); dL/dx = -dy sin(x). */
export const Cos: Operator = {
  opType: 'Cos',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [neg(mul(dy, sin(input(0))))],
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-3, 3] }] }],
};
