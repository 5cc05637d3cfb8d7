import { matMul, reshape, transpose } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { SlidingWindow } from '../slidingWindow.ts';
import { gatherImages, imagesPerProduct } from './imageGroups.ts';
import { sumRows } from './sumRows.ts';

/** Whether the convolution is a plain matrix product at every position that it visits. */
export function isPointwise(window: SlidingWindow, group: number): boolean {
  const pads = [...window.padsBegin, ...window.padsEnd];
  return group === 1 && window.kernel.every((size) => size === 1) && pads.every((pad) => pad === 0);
}

/** dw[k, c] = sum over images and positions of dy[n, k, p] x[n, c, p], as matrix products. */
export function pointwiseWeightGradient(x: Value, dy: Value, window: SlidingWindow): Value {
  const [images, filters, ...positions] = dy.staticShape as [number, number, ...number[]];
  const channels = x.dim(1);
  const count = imagesPerProduct(images, positions);
  const products = images / count;
  const terms = count * elementCount(positions);
  const visited = reshape(visitedPositions(x, window, positions), [images, channels, elementCount(positions)]);
  const right = reshape(transpose(visited), [products, terms, channels]);
  const left = reshape(gatherImages(dy, count), [products, filters, terms]);
  const sums = sumRows(matMul(left, right));
  return reshape(sums, [filters, channels, ...window.kernel]);
}

function visitedPositions(x: Value, { strides }: SlidingWindow, positions: readonly number[]): Value {
  if (strides.every((stride) => stride === 1)) return x;
  const { builder } = x;
  const starts = positions.map(() => 0);
  const ends = positions.map((count, axis) => (count - 1) * strides[axis]! + 1);
  const axes = positions.map((_, axis) => axis + 2);
  return builder.op('Slice', [x, ...[starts, ends, axes, strides].map((list) => builder.ints(list))]);
}
