import { add, erf, exp, mul, square, sub, tanh } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { likeFirstInput } from '../shapeRules.ts';

const LOG_DENSITY_AT_0 = -0.5 * Math.log(2 * Math.PI);
/** The constants of the approximation (arXiv 1606.08415, section 2). */
const ROOT_TWO_OVER_PI = Math.sqrt(2 / Math.PI);
const CUBIC = 0.044715;

/** (dy, x) -> dy (Phi(x) + x phi(x)), or the derivative of the tanh form: the gradient of Gelu. */
export const GeluGradient: Operator = {
  opType: 'GeluGradient',
  domain: HANDFUL_DOMAIN,
  infer: likeFirstInput,
  lower: ({ input, attributes }) => {
    const slope = attributes.string('approximate', 'none') === 'tanh' ? tanhSlope : exactSlope;
    return [mul(input(0), slope(input(1)))];
  },
};

/** Phi(x) = erf(u) / 2 + 1/2 with u = x / sqrt(2), and phi(x) = exp(ln phi(0) - u^2). */
function exactSlope(x: Value): Value {
  const u = mul(x, Math.SQRT1_2);
  const density = exp(sub(x.builder.scalar(LOG_DENSITY_AT_0), square(u)));
  return add(halfOfOnePlus(erf(u)), mul(x, density));
}

/** With t = tanh(k (x + c x^3)): (1 + t) / 2 + x / 2 (1 - t^2) k (1 + 3 c x^2). */
function tanhSlope(x: Value): Value {
  const { builder } = x;
  const squared = square(x);
  const t = tanh(mul(x, add(mul(squared, ROOT_TWO_OVER_PI * CUBIC), ROOT_TWO_OVER_PI)));
  const inner = mul(x, add(mul(squared, 1.5 * ROOT_TWO_OVER_PI * CUBIC), 0.5 * ROOT_TWO_OVER_PI));
  return add(halfOfOnePlus(t), mul(inner, sub(builder.scalar(1), square(t))));
}

/** (1 + t) / 2 in one pass, for t in [-1, 1]. */
function halfOfOnePlus(t: Value): Value {
  return t.builder.op('HardSigmoid', [t], { alpha: 0.5, beta: 0.5 });
}
