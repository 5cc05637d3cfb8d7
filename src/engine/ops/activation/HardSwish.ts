import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** y = x min(max(x / 6 + 1/2, 0), 1); its gradient is HardSwishGradient. */
export const HardSwish: Operator = {
  opType: 'HardSwish',
  infer: likeFirstInput,
  gradient: ({ dy, input }) => [trainingOp('HardSwishGradient', [dy, input(0)])],
  samples: [{ name: 'all three pieces', inputs: [{ shape: [3, 8], range: [-6, 6] }] }],
};
