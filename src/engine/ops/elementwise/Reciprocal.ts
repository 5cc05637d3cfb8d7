import { mul, neg } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = 1 / x; dL/dx = -dy y^2. */
export const Reciprocal: Operator = {
  opType: 'Reciprocal',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [neg(mul(dy, mul(outputs[0]!, outputs[0]!)))],
  fold: foldElementwise((x) => 1 / x),
  samples: [{ name: 'matrix', inputs: [{ shape: [3, 4], range: [0.5, 2] }] }],
};
