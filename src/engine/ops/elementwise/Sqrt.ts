import { div, mul } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = sqrt(x); dL/dx = dy / (2 y). */
export const Sqrt: Operator = {
  opType: 'Sqrt',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [div(mul(dy, 0.5), outputs[0]!)],
  fold: foldElementwise(Math.sqrt),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [0.5, 3] }] }],
};
