import { trainingOp } from '../training/trainingOp.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = max(x, 0); dL/dx = dy where y > 0. */
export const Relu: Operator = {
  opType: 'Relu',
  infer: likeFirstInput,
  gradient: ({ dy, outputs }) => [trainingOp('ReluGradient', [dy, outputs[0]])],
  samples: [{ name: 'both signs', inputs: [{ shape: [2, 3, 4], range: [-2, 2] }] }],
};
