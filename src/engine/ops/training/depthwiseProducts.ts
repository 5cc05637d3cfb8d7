import { matMul, reshape, transpose } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { SlidingWindow } from '../slidingWindow.ts';
import { windowTaps, type Reach } from './depthwiseTaps.ts';

/**
 * A depthwise convolution of small maps as one matrix product per channel: y = A x, where A [Q, P] is the sum over the
 * taps t of w[t] times the 0/1 matrix of what tap t of each of Q positions reads of P places. It has many more terms,
 * most of them 0, but onnxruntime's convolution starts anew for every map of every image, and multiplies matrices
 * thirty times as fast.
 */

/** P Q up to which the convolution and its input gradient gain: 8x8 to 8x8, or 16x16 to 8x8. */
const MAX_PAIRS = 2 ** 14;
/** The same for the weight gradient, whose convolution is slower: 16x16 to 16x16. */
const MAX_WEIGHT_PAIRS = 2 ** 16;

export function fitsProducts(reach: Reach): boolean {
  return pairCount(reach) <= MAX_PAIRS;
}

export function fitsWeightProducts(reach: Reach): boolean {
  return pairCount(reach) <= MAX_WEIGHT_PAIRS;
}

/** (x [N, C, ...spatial], w [C, 1, ...kernel]) -> y [N, C, ...positions]: y = A x. */
export function depthwiseProduct(x: Value, w: Value, window: SlidingWindow, reach: Reach): Value {
  return fromChannels(matMul(byChannel(x), transpose(channelMatrices(w, window, reach))), reach.positions);
}

/** (dy, w) -> dx = A^T dy. */
export function depthwiseInputGradient(dy: Value, w: Value, window: SlidingWindow, reach: Reach): Value {
  return fromChannels(matMul(byChannel(dy), channelMatrices(w, window, reach)), reach.spatial);
}

/** (x, dy) -> dw [C, 1, ...kernel]: dA = dy x^T, and dw[t] the sum of dA over what tap t reads. */
export function depthwiseWeightGradient(x: Value, dy: Value, window: SlidingWindow, reach: Reach): Value {
  const channels = x.dim(1);
  const products = matMul(transpose(byChannel(dy)), byChannel(x));
  const taps = windowTaps(x.builder, window, reach);
  const sums = matMul(reshape(products, [channels, pairCount(reach)]), transpose(taps));
  return reshape(sums, [channels, 1, ...window.kernel]);
}

/** A of every channel: [C, Q, P] */
function channelMatrices(w: Value, window: SlidingWindow, reach: Reach): Value {
  const channels = w.dim(0);
  const taps = windowTaps(w.builder, window, reach);
  const matrices = matMul(reshape(w, [channels, taps.dim(0)]), taps);
  return reshape(matrices, [channels, elementCount(reach.positions), elementCount(reach.spatial)]);
}

/** [N, C, ...] -> [C, N, P] */
function byChannel(maps: Value): Value {
  const [images, channels, ...spatial] = maps.staticShape as [number, number, ...number[]];
  return transpose(reshape(maps, [images, channels, elementCount(spatial)]), [1, 0, 2]);
}

/** [C, N, P] -> [N, C, ...spatial] */
function fromChannels(rows: Value, spatial: readonly number[]): Value {
  return reshape(transpose(rows, [1, 0, 2]), [rows.dim(1), rows.dim(0), ...spatial]);
}

function pairCount({ spatial, positions }: Reach): number {
  return elementCount(spatial) * elementCount(positions);
}
