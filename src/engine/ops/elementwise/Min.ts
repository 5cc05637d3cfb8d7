import { heaviside, mul, sub } from '../../expressions.ts';
import { foldElementwise } from '../folding.ts';
import type { Operator } from '../operator.ts';
import { broadcastInputs } from '../shapeRules.ts';

/** The smallest of the inputs; dL/dx = dy where x is below all others, dy / 2 where two tie. */
export const Min: Operator = {
  opType: 'Min',
  infer: broadcastInputs,
  gradient: ({ dy, inputs, input, needs }) =>
    inputs.map((_, index) => {
      if (!needs(index) || inputs.length === 1) return needs(index) ? dy : undefined;
      const others = inputs.filter((_other, position) => position !== index);
      const rest = others.length === 1 ? others[0]! : dy.builder.op('Min', others);
      return mul(dy, heaviside(sub(rest, input(index)), 0.5));
    }),
  fold: foldElementwise(Math.min),
  samples: [
    { name: 'one', inputs: [{ shape: [2, 3] }] },
    { name: 'two', inputs: [{ shape: [2, 3] }, { shape: [2, 3] }] },
    { name: 'three, broadcast', inputs: [{ shape: [2, 1, 3] }, { shape: [4, 1] }, { shape: [] }] },
    {
      name: 'against a constant',
      inputs: [{ shape: [2, 3] }, { shape: [], values: [0.1], constant: true }],
    },
  ],
};
