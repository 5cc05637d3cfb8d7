import { mul } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = a b; dL/da = dy b, dL/db = dy a. */
export const Mul: Operator = {
  opType: 'Mul',
  infer: broadcastInputs,
  gradient: ({ dy, input, needs }) => [
    needs(0) ? mul(dy, input(1)) : undefined,
    needs(1) ? mul(dy, input(0)) : undefined,
  ],
  fold: foldElementwise((a, b) => a! * b!),
  samples: [
    { name: 'same shape', inputs: [{ shape: [2, 3] }, { shape: [2, 3] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }] },
  ],
};
