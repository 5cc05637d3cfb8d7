import { mul, reduceSum, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { normalizedInputGradient } from './normalizedInputGradient.ts';

/**
 * (dy, x, scale) -> dx, dscale, dbias of LayerNormalization over the axes from `axis` on. Mean and deviation come
 * from a second LayerNormalization: one fused pass is quicker than taking them from primitives.
 */
export const LayerNormalizationGradient: Operator = {
  opType: 'LayerNormalizationGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['epsilon'],
  infer: ({ input }) => [input(1), input(2), input(2)].map(({ type, shape }) => ({ type, shape })),
  lower: ({ input, attributes }) => {
    const [dy, x, scale] = [input(0), input(1), input(2)];
    const axis = attributes.int('axis', -1);
    const settings = { axis, epsilon: attributes.float('epsilon', 1e-5) };
    const [, mean, inverse] = x.builder.ops('LayerNormalization', [x, scale], settings, { outputCount: 3 });
    const normalized = mul(sub(x, mean!), inverse!);
    const axes = Array.from({ length: x.rank }, (_, index) => index);
    const [leading, normalizedAxes] = [axes.slice(0, axis), axes.slice(axis)];
    return [
      normalizedInputGradient(mul(dy, scale), normalized, inverse!, normalizedAxes),
      reduceSum(mul(dy, normalized), leading, false),
      reduceSum(dy, leading, false),
    ];
  },
};
