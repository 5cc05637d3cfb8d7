import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** The fixed point of self-normalising networks (arXiv 1706.02515, equation 14). */
const ALPHA = 1.6732632423543772;
const GAMMA = 1.0507009873554805;

/** y = gamma x where x > 0, else gamma alpha (exp(x) - 1) with slope y + gamma alpha; its gradient is EluGradient. */
export const Selu: Operator = {
  opType: 'Selu',
  floatAttributes: ['alpha', 'gamma'],
  infer: likeFirstInput,
  gradient: ({ dy, outputs, attributes }) => [
    trainingOp('EluGradient', [dy, outputs[0]], {
      left: attributes.float('gamma', GAMMA) * attributes.float('alpha', ALPHA),
      right: attributes.float('gamma', GAMMA),
    }),
  ],
  samples: [
    { name: 'default', inputs: [{ shape: [3, 5], range: [-3, 3] }] },
    { name: 'own constants', inputs: [{ shape: [3, 5], range: [-3, 3] }], attributes: { alpha: 0.5, gamma: 2 } },
  ],
};
