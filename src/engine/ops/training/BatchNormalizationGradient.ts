import { add, div, mul, neg, reduceMean, reshape, sqrt, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { perChannel, statisticAxes } from './perChannel.ts';

/**
 * (dy, x [N, C, ...], scale [C], mean [C], variance [C]) -> dx, dscale [C], dbias [C] of BatchNormalizationTraining.
 *
 * With x^ = (x - mean) / deviation and M values per channel: dbias = sum dy, dscale = sum dy x^,
 * dx = scale / deviation (dy - dbias / M - x^ dscale / M), written as dy a + x b + c with three numbers per channel.
 */
export const BatchNormalizationGradient: Operator = {
  opType: 'BatchNormalizationGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['epsilon'],
  infer: ({ input }) => [input(1), input(2), input(2)].map(({ type, shape }) => ({ type, shape })),
  lower: ({ input, attributes }) => {
    const [dy, x] = [input(0), input(1)];
    const [scale, mean, variance] = [2, 3, 4].map((index) => perChannel(input(index), x));
    const axes = statisticAxes(x);
    const count = axes.reduce((product, axis) => product * x.dim(axis), 1);
    const deviation = sqrt(add(variance!, attributes.float('epsilon', 1e-5)));
    const dyMean = reduceMean(dy, axes);
    const centredProduct = sub(reduceMean(mul(dy, x), axes), mul(mean!, dyMean));
    const dscaleMean = div(centredProduct, deviation);
    const a = div(scale!, deviation);
    const b = neg(mul(div(a, deviation), dscaleMean));
    const c = neg(add(mul(a, dyMean), mul(b, mean!)));
    const dx = add(mul(dy, a), add(mul(x, b), c));
    return [dx, ...[dscaleMean, dyMean].map((average) => reshape(mul(average, count), [x.dim(1)]))];
  },
};
