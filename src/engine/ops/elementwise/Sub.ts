import { neg } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = a - b; dL/da = dy, dL/db = -dy. */
export const Sub: Operator = {
  opType: 'Sub',
  infer: broadcastInputs,
  gradient: ({ dy, needs }) => [dy, needs(1) ? neg(dy) : undefined],
  fold: foldElementwise((a, b) => a! - b!),
  samples: [
    { name: 'same shape', inputs: [{ shape: [2, 3] }, { shape: [2, 3] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }] },
  ],
};
