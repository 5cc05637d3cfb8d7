import { div } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = ln(x); dL/dx = dy / x. */
export const Log: Operator = {
  opType: 'Log',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [div(dy, input(0))],
  fold: foldElementwise(Math.log),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [0.5, 3] }] }],
};
