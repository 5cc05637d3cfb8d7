import { add, div, mul, neg, sqrt, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Operator } from '../operator.ts';
import { channelMean, scaleChannels, spreadChannels } from './perChannel.ts';

/**
 * (dy, x [N, C, ...], scale [C], mean [C], variance [C]) -> dx, dscale [C], dbias [C] of BatchNormalizationTraining.
 *
 * With x^ = (x - mean) / deviation and M values per channel: dbias = sum dy, dscale = sum dy x^,
 * dx = scale / deviation (dy - dbias / M - x^ dscale / M), written as the sum of a scaled dy and a scaled x, because
 * onnxruntime adds into the result of a convolution. The centred x is the forward pass's own: it merges equal nodes.
 */
export const BatchNormalizationGradient: Operator = {
  opType: 'BatchNormalizationGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['epsilon'],
  infer: ({ input }) => [input(1), input(2), input(2)].map(({ type, shape }) => ({ type, shape })),
  lower: ({ input, attributes }) => {
    const [dy, x, scale, mean] = [input(0), input(1), input(2), input(3)];
    const shifted = add(input(4), attributes.float('epsilon', 1e-5));
    const deviation = sqrt(shifted);
    const centred = sub(x, spreadChannels(mean, x));
    const dyMean = channelMean(dy);
    const productMean = channelMean(mul(dy, centred));
    const gain = div(scale, deviation);
    const slope = neg(mul(gain, div(productMean, shifted)));
    const dx = add(scaleChannels(dy, gain, neg(mul(gain, dyMean))), mul(centred, spreadChannels(slope, x)));
    const count = elementCount(x.staticShape) / x.dim(1);
    return [dx, mul(div(productMean, deviation), count), mul(dyMean, count)];
  },
};
