import type { Operator } from '../operator.ts';

/** y = x; dL/dx = dy. */
export const Identity: Operator = {
  opType: 'Identity',
  infer: (context) => [{ type: context.input(0).type, shape: context.input(0).shape }],
  gradient: ({ dy }) => [dy],
  samples: [{ name: 'matrix', inputs: [{ shape: [2, 3] }] }],
};
