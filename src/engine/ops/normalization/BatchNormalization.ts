import { add, div, mul, reduceSum, reshape, sqrt, sub } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { perChannel, statisticAxes } from '../training/perChannel.ts';

/**
 * y = scale (x - mean) / sqrt(variance + epsilon) + bias with stored statistics, which are not differentiated.
 * dL/dx = dy scale / deviation, dL/dscale = sum of dy x^, dL/dbias = sum of dy.
 *
 * With batch statistics (`training_mode`, whose result onnxruntime's CPU provider gets wrong) use
 * BatchNormalizationTraining, which is what the step of a training graph does.
 */
export const BatchNormalization: Operator = {
  opType: 'BatchNormalization',
  floatAttributes: ['epsilon', 'momentum'],
  infer: (context) => {
    const { type, shape } = context.input(0);
    checkChannels(context);
    const statistic = { type, shape: context.input(3).shape };
    return [{ type, shape }, statistic, statistic];
  },
  gradient: ({ dy, input, attributes, needs, fail }) => {
    if (attributes.int('training_mode', 0) === 1) fail('batch statistics need BatchNormalizationTraining');
    const x = input(0);
    const variance = perChannel(input(4), x);
    const deviation = sqrt(add(variance, attributes.float('epsilon', 1e-5)));
    const sumPerChannel = (a: Value) => reshape(reduceSum(a, statisticAxes(x)), input(1).staticShape);
    return [
      needs(0) ? mul(dy, div(perChannel(input(1), x), deviation)) : undefined,
      needs(1) ? sumPerChannel(mul(dy, div(sub(x, perChannel(input(3), x)), deviation))) : undefined,
      needs(2) ? sumPerChannel(dy) : undefined,
    ];
  },
  samples: [
    {
      name: 'images',
      inputs: [
        { shape: [2, 3, 2, 2] },
        { shape: [3] },
        { shape: [3] },
        { shape: [3], constant: true },
        { shape: [3], range: [0.5, 2], constant: true },
      ],
    },
    {
      name: 'vectors',
      inputs: [
        { shape: [4, 3] },
        { shape: [3] },
        { shape: [3] },
        { shape: [3], constant: true },
        { shape: [3], range: [0.5, 2], constant: true },
      ],
      attributes: { epsilon: 0.1 },
    },
  ],
};

function checkChannels({ input, inputs, fail }: ShapeContext): void {
  const channels = input(0).shape[1];
  for (const [index, vector] of inputs.entries()) {
    if (index === 0 || vector === undefined) continue;
    const fits = vector.rank === 1 && (typeof channels !== 'number' || vector.dim(0) === channels);
    if (!fits) fail(`input ${index} [${vector.shape.join(', ')}] does not fit ${channels} channels`);
  }
}
