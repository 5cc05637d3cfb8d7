import type { OperatorSample } from '../operator.ts';
import { distinctInput } from './distinctInput.ts';

export const maxPoolSamples: readonly OperatorSample[] = [
  { name: '2x2', inputs: [distinctInput([2, 2, 4, 6])], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
  {
    name: 'overlapping 3x3 stride 2 with pads',
    inputs: [distinctInput([2, 2, 6, 7])],
    attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
  },
  {
    name: 'stride 1, asymmetric pads',
    inputs: [distinctInput([1, 2, 4, 5])],
    attributes: { kernel_shape: [3, 2], pads: [0, 1, 2, 0] },
  },
  {
    name: 'ceil_mode',
    inputs: [distinctInput([1, 2, 6, 7])],
    attributes: { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 },
  },
  {
    name: 'dilation',
    inputs: [distinctInput([1, 2, 7, 6])],
    attributes: { kernel_shape: [3, 2], dilations: [2, 3], strides: [2, 1], pads: [1, 1, 1, 1] },
  },
  {
    name: 'SAME_UPPER with a stride beyond the kernel',
    inputs: [distinctInput([1, 2, 7, 6])],
    attributes: { kernel_shape: [2, 2], strides: [3, 2], auto_pad: 'SAME_UPPER' },
  },
  { name: '1-D', inputs: [distinctInput([2, 2, 7])], attributes: { kernel_shape: [3], strides: [2] } },
];
