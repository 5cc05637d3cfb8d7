import type { OperatorSample } from '../operator.ts';

export const convTransposeSamples: readonly OperatorSample[] = [
  { name: 'stride 1', inputs: [{ shape: [2, 3, 3, 4] }, { shape: [3, 2, 3, 3] }, { shape: [2] }] },
  {
    name: 'stride 2 with pads and output padding',
    inputs: [{ shape: [2, 2, 3, 3] }, { shape: [2, 3, 3, 3] }],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1], output_padding: [1, 1] },
  },
  {
    name: 'groups',
    inputs: [{ shape: [1, 4, 3, 3] }, { shape: [4, 3, 2, 2] }, { shape: [6] }],
    attributes: { group: 2, strides: [2, 2] },
  },
  {
    name: 'dilation and asymmetric pads',
    inputs: [{ shape: [1, 2, 4, 3] }, { shape: [2, 2, 2, 3] }],
    attributes: { dilations: [2, 2], pads: [1, 0, 0, 2] },
  },
  {
    name: 'output_shape',
    inputs: [{ shape: [1, 2, 3, 3] }, { shape: [2, 2, 3, 3] }],
    attributes: { strides: [3, 2], output_shape: [8, 6] },
  },
  {
    name: 'SAME_UPPER',
    inputs: [{ shape: [1, 2, 3, 3] }, { shape: [2, 1, 3, 4] }],
    attributes: { strides: [2, 2], auto_pad: 'SAME_UPPER' },
  },
  {
    name: 'SAME_LOWER',
    inputs: [{ shape: [1, 2, 3, 3] }, { shape: [2, 1, 4, 3] }],
    attributes: { strides: [2, 2], auto_pad: 'SAME_LOWER' },
  },
  {
    name: '1-D',
    inputs: [{ shape: [2, 2, 4] }, { shape: [2, 3, 3] }],
    attributes: { strides: [2], pads: [1, 1] },
  },
];
