import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** Not x, elementwise. */
export const Not: Operator = {
  opType: 'Not',
  infer: likeFirstInput,
  gradient: 'zero',
  fold: foldElementwise((x) => x === 0),
  samples: [{ name: 'truth table', inputs: [{ shape: [2], type: 'bool', values: [0, 1] }] }],
};
