import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { compareInputs } from '../shapeRules.ts';

/** a = b, elementwise. */
export const Equal: Operator = {
  opType: 'Equal',
  infer: compareInputs,
  gradient: 'zero',
  fold: foldElementwise((a, b) => a === b, 'bool'),
  samples: [
    {
      name: 'broadcast',
      inputs: [
        { shape: [2, 3], values: [1, 2, 3, 3, 2, 1] },
        { shape: [3], values: [1, 2, 2] },
      ],
    },
    {
      name: 'integers',
      inputs: [
        { shape: [3], type: 'int64', values: [-1, 0, 1] },
        { shape: [1], type: 'int64', values: [0] },
      ],
    },
  ],
};
