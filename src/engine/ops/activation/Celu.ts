import { add, minimum, mul } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = x where x > 0, else alpha (exp(x / alpha) - 1); dL/dx = dy (min(y, 0) / alpha + 1). */
export const Celu: Operator = {
  opType: 'Celu',
  floatAttributes: ['alpha'],
  infer: likeFirstInput,
  gradient: ({ dy, outputs, attributes }) => [
    mul(dy, add(mul(minimum(outputs[0]!, 0), 1 / attributes.float('alpha', 1)), 1)),
  ],
  samples: [
    { name: 'default', inputs: [{ shape: [3, 5], range: [-3, 3] }] },
    { name: 'alpha 0.5', inputs: [{ shape: [3, 5], range: [-3, 3] }], attributes: { alpha: 0.5 } },
  ],
};
