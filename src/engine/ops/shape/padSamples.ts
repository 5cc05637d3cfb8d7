import type { OperatorSample, SampleInput } from '../operator.ts';

const ints = (values: readonly number[]): SampleInput => ({
  shape: [values.length],
  type: 'int64',
  values,
  constant: true,
});

export const padSamples: readonly OperatorSample[] = [
  { name: 'zeros', inputs: [{ shape: [2, 3, 4] }, ints([0, 1, 2, 1, 0, 3])] },
  { name: 'a constant', inputs: [{ shape: [2, 3] }, ints([1, 0, 0, 2]), { shape: [], values: [0.5], constant: true }] },
  { name: 'cropping', inputs: [{ shape: [4, 5] }, ints([-1, 1, 2, -2])] },
  {
    name: 'axes',
    inputs: [{ shape: [2, 3, 4] }, ints([1, 2]), undefined, ints([-1])],
  },
  { name: 'reflect', inputs: [{ shape: [2, 3, 4] }, ints([0, 2, 1, 0, 1, 3])], attributes: { mode: 'reflect' } },
  { name: 'edge', inputs: [{ shape: [2, 3, 4] }, ints([0, 2, 1, 0, 1, 3])], attributes: { mode: 'edge' } },
  { name: 'wrap', inputs: [{ shape: [2, 3, 4] }, ints([0, 2, 1, 0, 1, 3])], attributes: { mode: 'wrap' } },
];
