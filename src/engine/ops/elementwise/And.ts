import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { compareInputs } from '../shapeRules.ts';

/** a and b, elementwise. */
export const And: Operator = {
  opType: 'And',
  infer: compareInputs,
  gradient: 'zero',
  fold: foldElementwise((a, b) => a === 1 && b === 1, 'bool'),
  samples: [
    {
      name: 'truth table',
      inputs: [
        { shape: [2, 1], type: 'bool', values: [0, 1] },
        { shape: [2], type: 'bool', values: [0, 1] },
      ],
    },
  ],
};
