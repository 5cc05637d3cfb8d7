import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** The largest whole number not above x; its derivative is 0. */
export const Floor: Operator = {
  opType: 'Floor',
  infer: likeFirstInput,
  gradient: 'zero',
  fold: foldElementwise(Math.floor),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-3, 3] }] }],
};
