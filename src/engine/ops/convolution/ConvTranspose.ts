import { reduceSum } from '../../expressions.ts';
import type { Operator } from '../operator.ts';
import { windowAttributes } from '../slidingWindow.ts';
import { trainingOp } from '../training/trainingOp.ts';
import { convTransposeSamples } from './convTransposeSamples.ts';
import { readTransposedWindow } from './transposedWindow.ts';

/**
 * x [N, C, ...positions], w [C, K/group, ...kernel], b [K] -> y [N, K, ...spatial]: the input gradient of the
 * convolution with the same window and weight. So dL/dx is that convolution of dy, and dL/dw its weight gradient
 * with dy as the input and x as the gradient.
 */
export const ConvTranspose: Operator = {
  opType: 'ConvTranspose',
  infer: (context) => {
    const [x, w] = [context.input(0), context.input(1)];
    if (x.rank < 3 || w.rank !== x.rank) context.fail(`ranks ${x.rank} and ${w.rank} do not convolve`);
    if (x.dim(1) !== w.dim(0)) context.fail(`input has ${x.dim(1)} channels, weight takes ${w.dim(0)}`);
    const { outputSize } = readTransposedWindow(context, w.staticShape.slice(2), x.staticShape.slice(2));
    const group = context.attributes.int('group', 1);
    return [{ type: x.type, shape: [x.shape[0]!, w.dim(1) * group, ...outputSize] }];
  },
  gradient: (context) => {
    const { dy, input, needs, attributes } = context;
    const [x, w] = [input(0), input(1)];
    const positions = x.staticShape.slice(2);
    const group = attributes.int('group', 1);
    const { window } = readTransposedWindow(context, w.staticShape.slice(2), positions);
    const convolution = { ...windowAttributes(window), group };
    return [
      needs(0) ? dy.builder.op('Conv', [dy, w], convolution) : undefined,
      needs(1) ? trainingOp('ConvWeightGradient', [dy, x], convolution) : undefined,
      needs(2) ? reduceSum(dy, [0, ...positions.map((_, axis) => axis + 2)], false) : undefined,
    ];
  },
  samples: convTransposeSamples,
};
