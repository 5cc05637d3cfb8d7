import { div, mul, neg, sub } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/**
 * The remainder of a / b: with the sign of b, or with `fmod` that of a. With y = a - b trunc(a / b):
 * dL/da = dy, dL/db = -dy (a - y) / b.
 */
export const Mod: Operator = {
  opType: 'Mod',
  infer: broadcastInputs,
  gradient: ({ dy, input, outputs, needs }) => [
    dy,
    needs(1) ? neg(mul(dy, div(sub(input(0), outputs[0]!), input(1)))) : undefined,
  ],
  fold: (context) => {
    const keepsSignOfA = context.attributes.int('fmod', 0) === 1;
    return foldElementwise((a, b) => (keepsSignOfA ? a! % b! : a! - b! * Math.floor(a! / b!)))(context);
  },
  samples: [
    {
      name: 'floats',
      attributes: { fmod: 1 },
      inputs: [
        { shape: [4], values: [-3.3, -1.2, 1.7, 5.4] },
        { shape: [], values: [1.5] },
      ],
    },
    {
      name: 'whole numbers',
      inputs: [
        { shape: [4], type: 'int64', values: [-7, -1, 5, 9] },
        { shape: [4], type: 'int64', values: [3, 3, -3, 4] },
      ],
    },
  ],
};
