import { greaterMask, mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = x where x > alpha, else 0; dL/dx = dy [x > alpha]. */
export const ThresholdedRelu: Operator = {
  opType: 'ThresholdedRelu',
  floatAttributes: ['alpha'],
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes }) => [mul(dy, greaterMask(input(0), Math.fround(attributes.float('alpha', 1))))],
  samples: [
    { name: 'default', inputs: [{ shape: [3, 5], range: [-3, 3] }] },
    { name: 'below 0', inputs: [{ shape: [3, 5], range: [-3, 3] }], attributes: { alpha: -0.5 } },
  ],
};
