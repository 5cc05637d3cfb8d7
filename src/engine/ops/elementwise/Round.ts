import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** The nearest whole number, halves to the even one; its derivative is 0. */
export const Round: Operator = {
  opType: 'Round',
  infer: likeFirstInput,
  gradient: 'zero',
  fold: foldElementwise(roundHalfToEven),
  samples: [{ name: 'halves', inputs: [{ shape: [6], values: [-1.5, -0.5, 0.5, 1.5, 2.5, 2.6] }] }],
};

function roundHalfToEven(x: number): number {
  const nearest = Math.round(x);
  return nearest - x === 0.5 && nearest % 2 !== 0 ? nearest - 1 : nearest;
}
