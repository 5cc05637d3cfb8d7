import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = a + b; dL/da = dy, dL/db = dy. */
export const Add: Operator = {
  opType: 'Add',
  infer: broadcastInputs,
  gradient: ({ dy }) => [dy, dy],
  fold: foldElementwise((a, b) => a! + b!),
  samples: [
    { name: 'same shape', inputs: [{ shape: [2, 3] }, { shape: [2, 3] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }] },
  ],
};
