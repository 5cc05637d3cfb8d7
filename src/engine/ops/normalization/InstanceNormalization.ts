import type { Operator } from '../operator.ts';
import { trainingOps } from '../training/trainingOp.ts';

/** y = scale (x - mean) / sqrt(variance + epsilon) + bias, statistics per image and channel over all positions. */
export const InstanceNormalization: Operator = {
  opType: 'InstanceNormalization',
  floatAttributes: ['epsilon'],
  infer: ({ input, fail }) => {
    const x = input(0);
    if (x.rank < 3) fail(`a tensor of rank ${x.rank} has no positions`);
    for (const vector of [input(1), input(2)]) {
      if (vector.rank !== 1 || vector.dim(0) !== x.dim(1)) fail(`'${vector.name}' does not fit ${x.dim(1)} channels`);
    }
    return [{ type: x.type, shape: x.shape }];
  },
  gradient: ({ dy, input, attributes }) =>
    trainingOps(
      'InstanceNormalizationGradient',
      [dy, input(0), input(1)],
      { epsilon: attributes.float('epsilon', 1e-5) },
      3,
    ),
  samples: [
    { name: 'images', inputs: [{ shape: [2, 3, 2, 3] }, { shape: [3] }, { shape: [3] }] },
    { name: '1-D', inputs: [{ shape: [2, 2, 5] }, { shape: [2] }, { shape: [2] }], attributes: { epsilon: 0.01 } },
  ],
};
