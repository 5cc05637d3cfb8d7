import type { Operator } from '../operator.ts';

/** The identity: networks are trained here without random dropping, as they run. The second output is its mask. */
export const Dropout: Operator = {
  opType: 'Dropout',
  floatAttributes: ['ratio'],
  infer: ({ input }) => [
    { type: input(0).type, shape: input(0).shape },
    { type: 'bool', shape: input(0).shape },
  ],
  gradient: ({ dy }) => [dy],
  lower: ({ input }) => [input(0)],
  samples: [{ name: 'matrix', inputs: [{ shape: [2, 3] }] }],
};
