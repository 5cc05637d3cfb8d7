import { mul, sign } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = |x|; dL/dx = dy sign(x), which is 0 at 0. */
export const Abs: Operator = {
  opType: 'Abs',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [mul(dy, sign(input(0)))],
  fold: foldElementwise(Math.abs),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [-2, 2] }] }],
};
