import { greaterMask, lessMask, mul } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** (dy, y) -> dy where `min` < y < `max`; an absent bound is infinite. */
export const ClipGradient: Operator = {
  opType: 'ClipGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['min', 'max'],
  infer: likeFirstInput,
  lower: ({ input, attributes }) => {
    const [dy, y] = [input(0), input(1)];
    // Clipped values lie exactly on a bound, so the masks compare with the float32 that Clip used.
    const above = attributes.has('min') ? mul(dy, greaterMask(y, Math.fround(attributes.float('min', 0)))) : dy;
    return [attributes.has('max') ? mul(above, lessMask(y, Math.fround(attributes.float('max', 0)))) : above];
  },
};
