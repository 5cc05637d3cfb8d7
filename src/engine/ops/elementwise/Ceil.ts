import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** The smallest whole number not below x; its derivative is 0. */
export const Ceil: Operator = {
  opType: 'Ceil',
  infer: likeFirstInput,
  gradient: 'zero',
  fold: foldElementwise(Math.ceil),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-3, 3] }] }],
};
