import { neg } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = -x; dL/dx = -dy. */
export const Neg: Operator = {
  opType: 'Neg',
  infer: likeFirstInput,
  gradient: ({ dy }) => [neg(dy)],
  fold: foldElementwise((x) => -x),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-2, 2] }] }],
};
