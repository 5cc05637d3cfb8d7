import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** y = x tanh(softplus(x)); its gradient is MishGradient. */
export const Mish: Operator = {
  opType: 'Mish',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [trainingOp('MishGradient', [dy, input(0)])],
  samples: [{ name: 'both signs', inputs: [{ shape: [3, 5], range: [-3, 3] }] }],
};
