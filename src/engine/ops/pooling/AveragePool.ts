import type { Operator } from '../operator.ts';
import { readSlidingWindow, windowAttributes } from '../slidingWindow.ts';
import { trainingOp } from '../training/trainingOp.ts';
import { pooledShape } from './pooledShape.ts';

/** y = the mean of each window, over the taps inside the input or, with count_include_pad, inside its pads. */
export const AveragePool: Operator = {
  opType: 'AveragePool',
  infer: (context) => [{ type: context.input(0).type, shape: pooledShape(context) }],
  gradient: (context) => {
    const { dy, input, attributes } = context;
    const spatial = input(0).staticShape.slice(2);
    const window = readSlidingWindow(context, attributes.ints('kernel_shape', []), spatial);
    const countIncludePad = attributes.int('count_include_pad', 0);
    return [
      trainingOp('AveragePoolGradient', [dy], {
        ...windowAttributes(window),
        input_size: spatial,
        count_include_pad: countIncludePad,
      }),
    ];
  },
  samples: [
    { name: '2x2', inputs: [{ shape: [2, 2, 4, 6] }], attributes: { kernel_shape: [2, 2], strides: [2, 2] } },
    {
      name: 'overlapping, pads not counted',
      inputs: [{ shape: [1, 2, 6, 7] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] },
    },
    {
      name: 'pads counted',
      inputs: [{ shape: [1, 2, 5, 4] }],
      attributes: { kernel_shape: [3, 2], pads: [1, 0, 1, 1], count_include_pad: 1 },
    },
    {
      name: 'ceil_mode',
      inputs: [{ shape: [1, 2, 6, 7] }],
      attributes: { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 },
    },
    {
      name: 'ceil_mode, pads counted',
      inputs: [{ shape: [1, 2, 6, 7] }],
      attributes: { kernel_shape: [3, 3], strides: [2, 3], pads: [1, 1, 1, 1], ceil_mode: 1, count_include_pad: 1 },
    },
    {
      name: 'dilation',
      inputs: [{ shape: [1, 1, 7, 6] }],
      attributes: { kernel_shape: [2, 3], dilations: [3, 2], strides: [2, 1] },
    },
    { name: '1-D', inputs: [{ shape: [2, 2, 7] }], attributes: { kernel_shape: [3], strides: [2] } },
  ],
};
