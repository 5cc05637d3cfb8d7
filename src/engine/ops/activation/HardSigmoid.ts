import { mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';
import { trainingOp } from '../training/trainingOp.ts';

const DEFAULT_ALPHA = 0.2;

/** y = min(max(alpha x + beta, 0), 1); dL/dx = alpha dy where 0 < y < 1. */
export const HardSigmoid: Operator = {
  opType: 'HardSigmoid',
  floatAttributes: ['alpha', 'beta'],
  infer: likeFirstInput,
  gradient: ({ dy, outputs, attributes }) => [
    trainingOp('ClipGradient', [mul(dy, attributes.float('alpha', DEFAULT_ALPHA)), outputs[0]], { min: 0, max: 1 }),
  ],
  samples: [
    { name: 'defaults', inputs: [{ shape: [3, 5], range: [-5, 5] }] },
    { name: 'of HardSwish', inputs: [{ shape: [3, 5], range: [-5, 5] }], attributes: { alpha: 1 / 6, beta: 0.5 } },
  ],
};
