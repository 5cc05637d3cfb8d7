import { matMul, mul, reshape, sub } from '../../expressions.ts';
import { sumToShape } from '../../autodiff/sumToShape.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';

/**
 * (dy, x, scale, mean, inverse) -> dx, dscale, dbias of LayerNormalization over the axes from `axis` on, given the
 * mean and 1 / deviation that it found.
 *
 * With x^ = (x - mean) inverse and D values per row: dbias = sum dy, dscale = sum dy x^, both over the rows, and
 * dx = inverse (dy scale - mean(dy scale) - x^ mean(dy scale x^)). Each mean is the product of a row, dy or dy x^, with
 * scale / D.
 */
export const LayerNormalizationGradient: Operator = {
  opType: 'LayerNormalizationGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input }) => [input(1), input(2), input(2)].map(({ type, shape }) => ({ type, shape })),
  lower: ({ input }) => {
    const [dy, x, scale, mean, inverse] = [input(0), input(1), input(2), input(3), input(4)];
    const normalized = mul(sub(x, mean), inverse);
    const product = mul(dy, normalized);
    const centred = sub(mul(dy, scale), weightedMean(dy, scale));
    const dx = mul(sub(centred, mul(normalized, weightedMean(product, scale))), inverse);
    return [dx, sumToShape(product, scale.staticShape), sumToShape(dy, scale.staticShape)];
  },
};

/** The mean of a times `weight` over the axes that the weight covers, which stay with size 1. */
function weightedMean(a: Value, weight: Value): Value {
  const count = elementCount(weight.staticShape);
  const leading = a.staticShape.slice(0, a.rank - weight.rank);
  const column = reshape(mul(weight, 1 / count), [count, 1]);
  return reshape(matMul(reshape(a, [...leading, count]), column), [...leading, ...weight.shape.map(() => 1)]);
}
