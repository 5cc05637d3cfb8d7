import { reshape, transpose } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { effectiveKernel, explicitWindow, type SlidingWindow } from '../slidingWindow.ts';
import { depthwiseWeightGradient, fitsWeightProducts } from './depthwiseProducts.ts';
import { depthwiseRowsGradient, fitsRows } from './depthwiseRows.ts';
import { isDepthwise } from './depthwiseTaps.ts';
import { gatherImages, imagesPerProduct } from './imageGroups.ts';
import { sumRows } from './sumRows.ts';
import { isPointwise, pointwiseWeightGradient } from './pointwiseWeightGradient.ts';

/**
 * (x [N, C, ...spatial], dy [N, K, ...positions]) -> dw [K, C/group, ...kernel] of the convolution whose window
 * (kernel_shape, strides, dilations, pads) and group the attributes give.
 *
 * Lowered to one convolution of x in which dy is the kernel, its dilation being the stride, and every image a group:
 * dw[n, k, c, i] = sum over p of dy[n, k, p] x[n, c, p stride + i], summed over n afterwards. The channels of x are
 * made its innermost axis, as part of the width, so that one position of the kernel gives all of them. onnxruntime
 * then collects the taps block by block in cache, where im2col by Slice and Concat writes them all to memory. Pointwise
 * and depthwise convolutions have forms of their own.
 */
export const ConvWeightGradient: Operator = {
  opType: 'ConvWeightGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input, attributes }) => {
    const channels = input(0).dim(1) / attributes.int('group', 1);
    return [{ type: input(0).type, shape: [input(1).dim(1), channels, ...attributes.ints('kernel_shape', [])] }];
  },
  lower: ({ input, attributes }) => {
    const window = explicitWindow(attributes);
    const group = attributes.int('group', 1);
    const [x, dy] = [input(0), input(1)];
    if (isPointwise(window, group)) return [pointwiseWeightGradient(x, dy, window)];
    const reach = { spatial: x.staticShape.slice(2), positions: dy.staticShape.slice(2) };
    if (isDepthwise(x.dim(1), dy.dim(1), group)) {
      if (fitsWeightProducts(reach)) return [depthwiseWeightGradient(x, dy, window, reach)];
      if (fitsRows(reach)) return [depthwiseRowsGradient(x, dy, window, reach)];
    }
    return [correlate(x, dy, window, group)];
  },
};

function correlate(x: Value, dy: Value, window: SlidingWindow, group: number): Value {
  const channels = x.dim(1) / group;
  const [images, filters, ...positions] = dy.staticShape as [number, number, ...number[]];
  const count = imagesPerProduct(images, positions);
  const products = images / count;
  const last = positions.length - 1;
  const widen = (list: readonly number[]) => list.map((size, axis) => (axis === last ? size * channels : size));
  const kernel = reshape(gatherImages(dy, count), [products * filters, count, ...positions]);
  const taps = x.builder.op('Conv', [channelsInnermost(x, group, count), kernel], {
    kernel_shape: positions,
    dilations: widen(window.strides),
    strides: window.dilations.map((dilation, axis) => (axis === last ? 1 : dilation)),
    pads: [...widen(window.padsBegin), ...widen(neededEndPads(x, window, positions))],
    group: group * products,
  });
  const found = taps.staticShape.slice(2).map((size, axis) => (axis === last ? size / channels : size));
  const sums = sumRows(reshape(taps, [products, filters, ...found, channels]));
  return moveLastToSecond(keepTaps(sums, window));
}

/** End pads without what no window reaches, as far as pads can do that. */
function neededEndPads(x: Value, window: SlidingWindow, positions: readonly number[]): number[] {
  return window.padsEnd.map((pad, axis) => {
    const padded = x.dim(axis + 2) + window.padsBegin[axis]! + pad;
    const reached = (positions[axis]! - 1) * window.strides[axis]! + effectiveKernel(window, axis);
    return Math.max(0, pad - (padded - reached));
  });
}

/** [N, group C, ...spatial, W] -> [1, N/m group m, ...spatial, W C]: per product and group, its m images. */
function channelsInnermost(x: Value, group: number, imageCount: number): Value {
  const [images, channels, ...spatial] = x.staticShape as [number, number, ...number[]];
  const perGroup = channels / group;
  const [positions, last] = [elementCount(spatial), spatial.length - 1];
  const maps = reshape(x, [images * group, perGroup, positions]);
  // In three axes: onnxruntime has a fast way to swap two of three, and none for the same in six.
  const moved = perGroup === 1 ? maps : transpose(maps);
  const apart = reshape(moved, [images / imageCount, imageCount, group, positions * perGroup]);
  const grouped = group > 1 && imageCount > 1 ? transpose(apart, [0, 2, 1, 3]) : apart;
  return reshape(grouped, [
    1,
    images * group,
    ...spatial.map((size, axis) => (axis === last ? size * perGroup : size)),
  ]);
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
