import { add, reduceSum } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { LoweringContext, Operator, ShapeContext } from '../operator.ts';
import { readSlidingWindow, windowAttributes, windowCounts } from '../slidingWindow.ts';
import { depthwiseProduct, fitsProducts } from '../training/depthwiseProducts.ts';
import { isDepthwise } from '../training/depthwiseTaps.ts';
import { perChannel } from '../training/perChannel.ts';
import { trainingOp } from '../training/trainingOp.ts';
import { convSamples } from './convSamples.ts';

/**
 * x [N, C, ...spatial], w [K, C/group, ...kernel], b [K] -> y [N, K, ...positions].
 *
 * dL/dx is the transposed convolution of dy with w, dL/dw the correlation of x with dy, dL/db the sum of dy over
 * images and positions.
 */
export const Conv: Operator = {
  opType: 'Conv',
  infer: (context) => {
    const [x, w] = [context.input(0), context.input(1)];
    checkChannels(context);
    const window = readSlidingWindow(context, w.staticShape.slice(2), x.shape.slice(2));
    return [{ type: x.type, shape: [x.shape[0]!, w.dim(0), ...windowCounts(window, x.shape.slice(2))] }];
  },
  gradient: (context) => {
    const { dy, input, needs, attributes } = context;
    const [x, w] = [input(0), input(1)];
    const spatial = x.staticShape.slice(2);
    const group = attributes.int('group', 1);
    const window = windowAttributes(readSlidingWindow(context, w.staticShape.slice(2), spatial));
    return [
      needs(0) ? trainingOp('ConvInputGradient', [dy, w], { ...window, group, input_size: spatial }) : undefined,
      needs(1) ? trainingOp('ConvWeightGradient', [x, dy], { ...window, group }) : undefined,
      needs(2) ? reduceSum(dy, [0, ...spatial.map((_, axis) => axis + 2)], false) : undefined,
    ];
  },
  lower: depthwiseOfSmallMaps,
  samples: convSamples,
};

/** A weight that does not change is left to onnxruntime, which lays it out for its fastest convolution. */
function depthwiseOfSmallMaps(context: LoweringContext): readonly Value[] | undefined {
  const { input, inputs, attributes } = context;
  const [x, w, bias] = [input(0), input(1), inputs[2]];
  if (x.builder.constantOf(w) || !isDepthwise(x.dim(1), w.dim(0), attributes.int('group', 1))) return undefined;
  const spatial = x.staticShape.slice(2);
  const window = readSlidingWindow(context, w.staticShape.slice(2), spatial);
  const reach = { spatial, positions: windowCounts(window, spatial) as number[] };
  if (!fitsProducts(reach)) return undefined;
  const y = depthwiseProduct(x, w, window, reach);
  return [bias ? add(y, perChannel(bias, y)) : y];
}

function checkChannels({ input, inputs, attributes, fail }: ShapeContext): void {
  const [x, w] = [input(0), input(1)];
  if (x.rank < 3 || w.rank !== x.rank) fail(`input of rank ${x.rank} and weight of rank ${w.rank} do not convolve`);
  const group = attributes.int('group', 1);
  const channels = x.shape[1]!;
  if (typeof channels === 'number' && channels !== w.dim(1) * group) {
    fail(
      `input has ${channels} channels, weight [${w.shape.join(', ')}] with ${group} groups takes ${w.dim(1) * group}`,
    );
  }
  if (w.dim(0) % group !== 0) fail(`${w.dim(0)} filters do not split into ${group} groups`);
  if (inputs[2] && (inputs[2].rank !== 1 || inputs[2].dim(0) !== w.dim(0))) {
    fail(`bias [${inputs[2].shape.join(', ')}] does not fit ${w.dim(0)} filters`);
  }
}
