import { add, mul, reciprocal, reduceMean, reduceSum, sqrt, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { normalizedInputGradient } from './normalizedInputGradient.ts';
import { perChannel, statisticAxes } from './perChannel.ts';

/** (dy, x [N, C, ...], scale [C]) -> dx, dscale [C], dbias [C] of InstanceNormalization. */
export const InstanceNormalizationGradient: Operator = {
  opType: 'InstanceNormalizationGradient',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['epsilon'],
  infer: ({ input }) => [input(1), input(2), input(2)].map(({ type, shape }) => ({ type, shape })),
  lower: ({ input, attributes }) => {
    const [dy, x] = [input(0), input(1)];
    const positions = x.shape.slice(2).map((_, axis) => axis + 2);
    const centred = sub(x, reduceMean(x, positions));
    const variance = reduceMean(mul(centred, centred), positions);
    const inverse = reciprocal(sqrt(add(variance, attributes.float('epsilon', 1e-5))));
    const normalized = mul(centred, inverse);
    const axes = statisticAxes(x);
    return [
      normalizedInputGradient(mul(dy, perChannel(input(2), x)), normalized, inverse, positions),
      reduceSum(mul(dy, normalized), axes, false),
      reduceSum(dy, axes, false),
    ];
  },
};
