import { reshape, transpose } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { LoweringContext, Operator } from '../operator.ts';
import { effectiveKernel, explicitWindow, type SlidingWindow } from '../slidingWindow.ts';

/**
 * (x [N, C, ...spatial], dy [N, K, ...positions]) -> dw [K, C/group, ...kernel] of the convolution whose window
 * (kernel_shape, strides, dilations, pads) and group the attributes give.
 *
 * Lowered to one convolution in which images act as channels and dy as the kernel, its dilation being the stride:
 * dw[k, c, i] = sum over n, p of dy[n, k, p] x[n, c, p stride + i]. The channels of x are made its innermost axis, as
 * part of the width, so that one position of the kernel gives all of them; onnxruntime then gathers the taps block by
 * block in cache, where im2col by Slice and Concat writes them all to memory.
 */
export const ConvWeightGradient: Operator = {
  opType: 'ConvWeightGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input, attributes }) => {
    const channels = input(0).dim(1) / attributes.int('group', 1);
    return [{ type: input(0).type, shape: [input(1).dim(1), channels, ...attributes.ints('kernel_shape', [])] }];
  },
  lower: (context) => [correlate(context, explicitWindow(context.attributes))],
};

function correlate({ input, attributes }: LoweringContext, window: SlidingWindow): Value {
  const [x, dy] = [input(0), input(1)];
  const group = attributes.int('group', 1);
  const channels = x.dim(1) / group;
  const positions = dy.staticShape.slice(2);
  const last = positions.length - 1;
  const spans = window.kernel.map((_, axis) => effectiveKernel(window, axis));
  const excess = positions.map((count, axis) => {
    const size = x.dim(axis + 2) + window.padsBegin[axis]! + window.padsEnd[axis]!;
    return size - (count - 1) * window.strides[axis]! - spans[axis]!;
  });
  const trimmed = excess.map((rest, axis) => Math.min(rest, window.padsEnd[axis]!));
  const widen = (list: readonly number[]) => list.map((size, axis) => (axis === last ? size * channels : size));
  const taps = x.builder.op('Conv', [channelsInnermost(x, group), transpose(dy, swapFirstTwo(dy.rank))], {
    kernel_shape: positions,
    dilations: widen(window.strides),
    strides: window.dilations.map((dilation, axis) => (axis === last ? 1 : dilation)),
    pads: [...widen(window.padsBegin), ...widen(window.padsEnd.map((pad, axis) => pad - trimmed[axis]!))],
    group,
  });
  const found = taps.staticShape.slice(2).map((size, axis) => (axis === last ? size / channels : size));
  const split = reshape(taps, [dy.dim(1), ...found, channels]);
  return moveLastToSecond(keepTaps(split, window));
}

/** [N, group C, ...spatial, W] -> [1, group N, ...spatial, W C] */
function channelsInnermost(x: Value, group: number): Value {
  const [images, channels, ...spatial] = x.staticShape as [number, number, ...number[]];
  const perGroup = channels / group;
  const axes = spatial.map((_, axis) => axis + 3);
  const grouped = reshape(x, [images, group, perGroup, ...spatial]);
  const moved = transpose(grouped, [1, 0, ...axes, 2]);
  const widened = spatial.map((size, axis) => (axis === spatial.length - 1 ? size * perGroup : size));
  return reshape(moved, [1, group * images, ...widened]);
}

/** Drops taps beyond the kernel and, on the last axis, those between dilated ones. [K, ...taps, C] */
function keepTaps(taps: Value, { kernel, dilations }: SlidingWindow): Value {
  const last = kernel.length - 1;
  const steps = kernel.map((_, axis) => (axis === last ? dilations[axis]! : 1));
  const ends = kernel.map((size, axis) => (size - 1) * steps[axis]! + 1);
  if (ends.every((end, axis) => end === taps.dim(axis + 1)) && steps[last] === 1) return taps;
  const { builder } = taps;
  const axes = kernel.map((_, axis) => axis + 1);
  const starts = kernel.map(() => 0);
  return builder.op('Slice', [taps, ...[starts, ends, axes, steps].map((list) => builder.ints(list))]);
}

function moveLastToSecond(a: Value): Value {
  const middle = Array.from({ length: a.rank - 2 }, (_, axis) => axis + 1);
  return transpose(a, [0, a.rank - 1, ...middle]);
}

function swapFirstTwo(rank: number): number[] {
  return [1, 0, ...Array.from({ length: rank - 2 }, (_, axis) => axis + 2)];
}
