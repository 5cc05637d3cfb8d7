import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

/** y = x where x > 0, else alpha (exp(x) - 1) with slope y + alpha; its gradient is EluGradient. */
export const Elu: Operator = {
  opType: 'Elu',
  floatAttributes: ['alpha'],
  infer: likeFirstInput,
  gradient: ({ dy, outputs, attributes }) => [
    trainingOp('EluGradient', [dy, outputs[0]], { left: attributes.float('alpha', 1), right: 1 }),
  ],
  samples: [
    { name: 'default', inputs: [{ shape: [3, 5], range: [-3, 3] }] },
    { name: 'alpha 0.5', inputs: [{ shape: [3, 5], range: [-3, 3] }], attributes: { alpha: 0.5 } },
  ],
};
