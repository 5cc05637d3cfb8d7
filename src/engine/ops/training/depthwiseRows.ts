import { matMul, reshape, slice } from '../../expressions.ts';
import type { Value } from '../../graph/value.ts';
import type { SlidingWindow } from '../slidingWindow.ts';
import { axisTaps, type Reach } from './depthwiseTaps.ts';
import { sumRows } from './sumRows.ts';

/** Above this many rows what is computed in vain outweighs what the larger matrix products gain. */
const MAX_ROWS = 64;

/** Whether the rows of a map are few enough. */
export function fitsRows({ spatial }: Reach): boolean {
  return spatial.length === 2 && spatial[0]! <= MAX_ROWS;
}

/**
 * (x [N, C, H, W], dy [N, C, H', W']) -> dw [C, 1, kH, kW] of a depthwise convolution. Every row of x is correlated
 * with every row of dy, as one convolution in which each row of dy is a filter for its map of x:
 * g[n, c, h', h, j] = sum over w' of dy[n, c, h', w'] x[n, c, h, w' stride + j dilation - pad]; then
 * dw[c, i, j] is the sum of g over the images and over the pairs (h', h) in which tap i reads row h. That is H / kH
 * times as much to multiply, in matrix products that are H' rows high instead of one.
 */
export function depthwiseRowsGradient(x: Value, dy: Value, window: SlidingWindow, reach: Reach): Value {
  const [images, channels, height, width] = x.staticShape as [number, number, number, number];
  const [rows, columns] = reach.positions as [number, number];
  const [taps, begin, stride, dilation] = [
    window.kernel[1]!,
    window.padsBegin[1]!,
    window.strides[1]!,
    window.dilations[1]!,
  ];
  const needed = (columns - 1) * stride + (taps - 1) * dilation + 1;
  const end = Math.max(0, needed - begin - width);
  const maps = images * channels;
  const pairs = x.builder.op(
    'Conv',
    [reshape(x, [1, maps, height, width]), reshape(dy, [maps * rows, 1, 1, columns])],
    {
      kernel_shape: [1, columns],
      dilations: [1, stride],
      strides: [1, dilation],
      pads: [0, begin, 0, end],
      group: maps,
    },
  );
  const found = pairs.dim(3) === taps ? pairs : slice(pairs, 0, taps, 3);
  const sums = sumRows(reshape(found, [images, channels * rows * height * taps]));
  const reads = reshape(axisTaps(x.builder, window, 0, reach), [window.kernel[0]!, rows * height]);
  return reshape(matMul(reads, reshape(sums, [channels, rows * height, taps])), [channels, 1, ...window.kernel]);
}
