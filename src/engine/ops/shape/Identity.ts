import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = x; dL/dx = dy. */
export const Identity: Operator = {
  opType: 'Identity',
  infer: likeFirstInput,
  gradient: ({ dy }) => [dy],
  lower: ({ input }) => [input(0)],
  samples: [{ name: 'matrix', inputs: [{ shape: [2, 3] }] }],
};
