import { add, greaterMask, mul } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** y = x where x > 0, else alpha x; dL/dx = dy (alpha + (1 - alpha) [x > 0]). */
export const LeakyRelu: Operator = {
  opType: 'LeakyRelu',
  floatAttributes: ['alpha'],
  infer: likeFirstInput,
  gradient: ({ dy, input, attributes }) => [mul(dy, slope(input(0), attributes.float('alpha', 0.01)))],
  samples: [
    { name: 'default', inputs: [{ shape: [3, 5], range: [-3, 3] }] },
    { name: 'alpha 0.3', inputs: [{ shape: [3, 5], range: [-3, 3] }], attributes: { alpha: 0.3 } },
  ],
};

function slope(x: Value, alpha: number): Value {
  return add(mul(greaterMask(x, 0), 1 - alpha), alpha);
}
