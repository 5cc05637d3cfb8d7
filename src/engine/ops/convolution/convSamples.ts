import type { OperatorSample } from '../operator.ts';

export const convSamples: readonly OperatorSample[] = [
  {
    name: '3x3 with pads and bias',
    inputs: [{ shape: [2, 3, 5, 4] }, { shape: [4, 3, 3, 3] }, { shape: [4] }],
    attributes: { pads: [1, 1, 1, 1] },
  },
  { name: '1x1', inputs: [{ shape: [2, 3, 3, 4] }, { shape: [5, 3, 1, 1] }] },
  {
    name: '1x1 stride 2',
    inputs: [{ shape: [2, 2, 5, 4] }, { shape: [3, 2, 1, 1] }],
    attributes: { strides: [2, 2] },
  },
  {
    name: 'stride 2 on an even map, so that the last row is not covered',
    inputs: [{ shape: [2, 2, 6, 6] }, { shape: [3, 2, 3, 3] }],
    attributes: { strides: [2, 2], pads: [1, 1, 1, 1] },
  },
  {
    name: 'stride 3 and a 2x2 kernel, which skips pixels',
    inputs: [{ shape: [1, 2, 7, 6] }, { shape: [2, 2, 2, 2] }],
    attributes: { strides: [3, 3] },
  },
  {
    name: 'asymmetric pads and strides',
    inputs: [{ shape: [1, 2, 6, 5] }, { shape: [2, 2, 3, 2] }],
    attributes: { pads: [0, 1, 2, 0], strides: [2, 1] },
  },
  {
    name: 'dilation',
    inputs: [{ shape: [2, 2, 7, 6] }, { shape: [2, 2, 3, 2] }],
    attributes: { dilations: [2, 3], pads: [1, 1, 2, 0] },
  },
  {
    name: 'dilation and stride',
    inputs: [{ shape: [1, 2, 9, 8] }, { shape: [2, 2, 3, 3] }],
    attributes: { dilations: [2, 2], strides: [2, 3], pads: [2, 1, 2, 1] },
  },
  {
    name: 'groups',
    inputs: [{ shape: [2, 4, 4, 4] }, { shape: [6, 2, 3, 3] }],
    attributes: { group: 2, pads: [1, 1, 1, 1] },
  },
  {
    name: 'depthwise',
    inputs: [{ shape: [2, 3, 5, 5] }, { shape: [3, 1, 3, 3] }],
    attributes: { group: 3, pads: [1, 1, 1, 1] },
  },
  {
    name: 'depthwise stride 2 with a channel multiplier',
    inputs: [{ shape: [2, 3, 6, 6] }, { shape: [6, 1, 3, 3] }],
    attributes: { group: 3, pads: [1, 1, 1, 1], strides: [2, 2] },
  },
  {
    name: 'SAME_UPPER',
    inputs: [{ shape: [1, 2, 5, 6] }, { shape: [2, 2, 2, 4] }],
    attributes: { auto_pad: 'SAME_UPPER', strides: [1, 2] },
  },
  {
    name: 'SAME_LOWER',
    inputs: [{ shape: [1, 2, 5, 6] }, { shape: [2, 2, 2, 4] }],
    attributes: { auto_pad: 'SAME_LOWER', strides: [2, 1] },
  },
  { name: 'VALID', inputs: [{ shape: [1, 1, 4, 4] }, { shape: [2, 1, 2, 3] }], attributes: { auto_pad: 'VALID' } },
  {
    name: '1-D',
    inputs: [{ shape: [2, 3, 7] }, { shape: [4, 3, 3] }, { shape: [4] }],
    attributes: { pads: [1, 0], strides: [2] },
  },
];
