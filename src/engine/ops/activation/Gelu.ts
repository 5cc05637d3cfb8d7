import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** y = x Phi(x), or with `approximate` tanh its approximation by tanh; its gradient is GeluGradient. */
export const Gelu: Operator = {
  opType: 'Gelu',
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes }) => [
    trainingOp('GeluGradient', [dy, input(0)], { approximate: attributes.string('approximate', 'none') }),
  ],
  samples: [
    { name: 'exact', inputs: [{ shape: [3, 5], range: [-4, 4] }] },
    { name: 'tanh', inputs: [{ shape: [3, 5], range: [-4, 4] }], attributes: { approximate: 'tanh' } },
  ],
};
