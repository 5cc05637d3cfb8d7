import { abs, greaterMask, lessMask, mul, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

/** (dy, y) -> dy where `min` < y < `max`; an absent bound is infinite. */
export const ClipGradient: Operator = {
  opType: 'ClipGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['min', 'max'],
  infer: likeFirstInput,
  lower: ({ input, attributes }) => [
    insideMasks(input(1), attributes.float('min', -Infinity), attributes.float('max', Infinity)).reduce(
      (masked, mask) => mul(masked, mask),
      input(0),
    ),
  ],
};

/**
 * Masks whose product is 1 where lower < y < upper. Bounds that have an exact centre and radius in float32, such as
 * 0 and 6, need one mask; it must be exact, or clipped values that lie on a bound would pass.
 */
function insideMasks(y: Value, min: number, max: number): Value[] {
  const [lower, upper] = [Math.fround(min), Math.fround(max)];
  const centre = Math.fround((lower + upper) / 2);
  const radius = Math.fround(upper - centre);
  const isExact = upper - centre === radius && centre - lower === radius;
  if (isExact) return [lessMask(abs(sub(y, centre)), radius)];
  return [...(lower > -Infinity ? [greaterMask(y, lower)] : []), ...(upper < Infinity ? [lessMask(y, upper)] : [])];
}
