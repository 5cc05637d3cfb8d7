import { add, div, sqrt, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Operator } from '../operator.ts';
import { channelMean, channelMeanOfSquares, scaleChannels, spreadChannels } from './perChannel.ts';
import { trainingOps } from './trainingOp.ts';

/**
 * Batch Normalization with the statistics of the batch (arXiv 1502.03167, algorithm 1):
 * (x [N, C, ...], scale [C], bias [C]) -> y like x, mean [C], variance [C] (biased) over all axes but C.
 * Mean and variance feed the running averages; no gradient passes through them as outputs.
 *
 * The variance is that of the centred values: E[x^2] - mean^2 would save a pass but loses digits where the mean is
 * large against the deviation.
 */
export const BatchNormalizationTraining: Operator = {
  opType: 'BatchNormalizationTraining',
  domain: HANDFUL_DOMAIN,
  floatAttributes: ['epsilon'],
  infer: ({ input, fail }) => {
    const [x, scale, bias] = [input(0), input(1), input(2)];
    const channels = x.dim(1);
    for (const vector of [scale, bias]) {
      if (vector.rank !== 1 || vector.dim(0) !== channels) fail(`'${vector.name}' does not fit ${channels} channels`);
    }
    const statistic = { type: x.type, shape: [channels] };
    return [{ type: x.type, shape: x.shape }, statistic, statistic];
  },
  gradient: ({ dy, input, outputs, attributes }) =>
    trainingOps(
      'BatchNormalizationGradient',
      [dy, input(0), input(1), outputs[1], outputs[2]],
      { epsilon: attributes.float('epsilon', 1e-5) },
      3,
    ),
  lower: ({ input, attributes }) => {
    const x = input(0);
    const mean = channelMean(x);
    const centred = sub(x, spreadChannels(mean, x));
    const variance = channelMeanOfSquares(centred);
    const deviation = sqrt(add(variance, attributes.float('epsilon', 1e-5)));
    return [scaleChannels(centred, div(input(1), deviation), input(2)), mean, variance];
  },
  samples: [
    {
      name: 'images',
      inputs: [{ shape: [3, 2, 2, 3] }, { shape: [2], range: [0.5, 1.5] }, { shape: [2] }],
      outputCount: 3,
      differentiableCount: 1,
    },
    {
      name: 'vectors',
      inputs: [{ shape: [6, 3] }, { shape: [3], range: [0.5, 1.5] }, { shape: [3] }],
      outputCount: 3,
      differentiableCount: 1,
    },
  ],
};
