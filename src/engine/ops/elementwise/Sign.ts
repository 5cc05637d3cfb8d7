import { heaviside, mul, sub } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** -1, 0 or 1. Lowered, because WebGPU lacks Sign, to 2 heaviside(x) - 1. */
export const Sign: Operator = {
  opType: 'Sign',
  infer: likeFirstInput,
  gradient: 'zero',
  fold: foldElementwise(Math.sign),
  lower: ({ input }) => {
    const { builder, type } = input(0);
    if (type !== 'float32') return [builder.op('Sign', [input(0)])];
    return [sub(mul(heaviside(input(0), 0.5), 2), 1)];
  },
  samples: [{ name: 'all three', inputs: [{ shape: [5], values: [-2, -1e-6, 0, 1e-6, 3] }] }],
};
