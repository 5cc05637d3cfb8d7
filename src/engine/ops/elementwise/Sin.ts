import { cos, mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = sin(x); dL/dx = dy cos(x). */
export const Sin: Operator = {
  opType: 'Sin',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [mul(dy, cos(input(0)))],
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-3, 3] }] }],
};
