import { add, greaterMask, minimum, mul } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/**
 * (dy, y) -> dy (y + `left`) where y < 0, dy `right` where y > 0: the gradient of Elu and Selu, whose slope at 0 is
 * `left` on the one side and `right` on the other.
 */
export const EluGradient: Operator = {
  opType: 'EluGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['left', 'right'],
  infer: likeFirstInput,
  lower: ({ input, attributes }) => {
    const [dy, y] = [input(0), input(1)];
    const [left, right] = [attributes.float('left', 1), attributes.float('right', 1)];
    const slope = add(minimum(y, 0), left);
    return [mul(dy, left === right ? slope : add(slope, mul(greaterMask(y, 0), right - left)))];
  },
};
