import { mul } from '../../expressions.ts';
import { broadcastShapes } from '../broadcast.ts';
import type { Operator } from '../operator.ts';
import { foldElementwise } from './fold.ts';

/** y = a b; dL/da = dy b, dL/db = dy a. */
export const Mul: Operator = {
  opType: 'Mul',
  infer: (context) => [
    { type: context.input(0).type, shape: broadcastShapes(context, context.input(0).shape, context.input(1).shape) },
  ],
  gradient: ({ dy, input, needs }) => [
    needs(0) ? mul(dy, input(1)) : undefined,
    needs(1) ? mul(dy, input(0)) : undefined,
  ],
  fold: foldElementwise((a, b) => a * b),
  samples: [
    { name: 'same shape', inputs: [{ shape: [2, 3] }, { shape: [2, 3] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }] },
  ],
};
