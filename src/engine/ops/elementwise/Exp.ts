import { mul } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = exp(x); dL/dx = dy y. */
export const Exp: Operator = {
  opType: 'Exp',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [mul(dy, outputs[0]!)],
  fold: foldElementwise(Math.exp),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-2, 2] }] }],
};
