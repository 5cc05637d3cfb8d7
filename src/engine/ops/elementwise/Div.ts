import { div, mul, neg } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** y = a / b; dL/da = dy / b, dL/db = -y dy / b. Whole numbers divide towards zero. */
export const Div: Operator = {
  opType: 'Div',
  infer: broadcastInputs,
  gradient: ({ dy, input, outputs, needs }) => {
    const quotient = div(dy, input(1));
    return [quotient, needs(1) ? neg(mul(quotient, outputs[0]!)) : undefined];
  },
  fold: foldElementwise((a, b) => a! / b!),
  samples: [
    { name: 'same shape', inputs: [{ shape: [2, 3] }, { shape: [2, 3], range: [0.5, 2] }] },
    { name: 'broadcast both ways', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1], range: [-2, -0.5] }] },
  ],
};
