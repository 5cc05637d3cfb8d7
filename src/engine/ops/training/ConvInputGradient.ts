import { reshape, transpose } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { LoweringContext, Operator } from '../operator.ts';
import { effectiveKernel, explicitWindow, windowAttributes, type SlidingWindow } from '../slidingWindow.ts';
import { depthwiseInputGradient, fitsProducts } from './depthwiseProducts.ts';
import { isDepthwise } from './depthwiseTaps.ts';

/**
 * (dy [N, K, ...positions], w [K, C/group, ...kernel]) -> dx [N, C, ...input_size] of the convolution whose window
 * (kernel_shape, strides, dilations, pads) and group the attributes give.
 */
export const ConvInputGradient: Operator = {
  opType: 'ConvInputGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input, attributes }) => {
    const channels = input(1).dim(1) * attributes.int('group', 1);
    return [{ type: input(0).type, shape: [input(0).shape[0]!, channels, ...attributes.ints('input_size', [])] }];
  },
  lower: (context) => {
    const { input, attributes } = context;
    const window = explicitWindow(attributes);
    const [dy, w] = [input(0), input(1)];
    const reach = { spatial: attributes.ints('input_size', []), positions: dy.staticShape.slice(2) };
    const group = attributes.int('group', 1);
    if (isDepthwise(w.dim(1) * group, w.dim(0), group) && fitsProducts(reach)) {
      return [depthwiseInputGradient(dy, w, window, reach)];
    }
    const border = flippedPads(window);
    return [border ? flippedConvolution(context, window, border) : transposedConvolution(context, window)];
  },
};

/** Pads with which convolving dy by the flipped kernel gives dx: at stride 1 only, and none may be negative. */
function flippedPads(window: SlidingWindow): readonly number[] | undefined {
  if (window.strides.some((stride) => stride !== 1)) return undefined;
  const pads = [window.padsBegin, window.padsEnd].flatMap((ends) =>
    ends.map((pad, axis) => effectiveKernel(window, axis) - 1 - pad),
  );
  return pads.every((pad) => pad >= 0) ? pads : undefined;
}

/** onnxruntime's Conv is several times faster than its ConvTranspose. */
function flippedConvolution(
  { input, attributes }: LoweringContext,
  window: SlidingWindow,
  pads: readonly number[],
): Value {
  const group = attributes.int('group', 1);
  const { builder } = input(0);
  return builder.op('Conv', [input(0), flipWeight(input(1), group)], {
    kernel_shape: window.kernel,
    dilations: window.dilations,
    pads,
    group,
  });
}

/** [K, C/group, ...kernel] -> [C, K/group, ...kernel] with the taps in reverse order. */
function flipWeight(w: Value, group: number): Value {
  const [filters, channels, ...kernel] = w.staticShape as [number, number, ...number[]];
  const taps = kernel.reduce((product, size) => product * size, 1);
  const order = Array.from({ length: taps }, (_, tap) => taps - 1 - tap);
  const grouped = reshape(w, [group, filters / group, channels, taps]);
  const flipped = taps === 1 ? grouped : w.builder.op('Gather', [grouped, w.builder.ints(order)], { axis: 3 });
  return reshape(transpose(flipped, [0, 2, 1, 3]), [group * channels, filters / group, ...kernel]);
}

function transposedConvolution({ input, attributes }: LoweringContext, window: SlidingWindow): Value {
  const positions = input(0).staticShape.slice(2);
  const outputPadding = attributes.ints('input_size', []).map((size, axis) => {
    const covered = (positions[axis]! - 1) * window.strides[axis]! + effectiveKernel(window, axis);
    return size - (covered - window.padsBegin[axis]! - window.padsEnd[axis]!);
  });
  return input(0).builder.op('ConvTranspose', [input(0), input(1)], {
    ...windowAttributes(window),
    output_padding: outputPadding,
    group: attributes.int('group', 1),
  });
}
