import type { Operator } from '../operator.ts';
import { readSlidingWindow, windowAttributes } from '../slidingWindow.ts';
import { trainingOp } from '../training/trainingOp.ts';
import { maxPoolSamples } from './maxPoolSamples.ts';
import { pooledShape } from './pooledShape.ts';

/** y = the maximum of each window; dL/dx = dy at the first position, in row-major order, that has the maximum. */
export const MaxPool: Operator = {
  opType: 'MaxPool',
  infer: (context) => {
    const shape = pooledShape(context);
    return [
      { type: context.input(0).type, shape },
      { type: 'int64', shape },
    ];
  },
  gradient: (context) => {
    const { dy, input, outputs, attributes } = context;
    const x = input(0);
    const window = readSlidingWindow(context, attributes.ints('kernel_shape', []), x.shape.slice(2));
    return [trainingOp('MaxPoolGradient', [dy, x, outputs[0]], windowAttributes(window))];
  },
  samples: maxPoolSamples,
};
