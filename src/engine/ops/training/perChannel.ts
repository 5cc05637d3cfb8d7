import { add, expand, mul, reduceMean, reshape } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import { sumRows } from './sumRows.ts';

/** Maps with fewer positions are scaled by Mul and Add: starting a convolution per map costs more than it saves. */
const MIN_CONV_POSITIONS = 32;

/** [C] -> [1, C, 1, ...], of the rank of x [N, C, ...]. */
export function perChannel(vector: Value, x: Value): Value {
  return reshape(vector, [1, vector.dim(0), ...new Array<number>(x.rank - 2).fill(1)]);
}

/** [C] -> [1, C, ...positions] of x: onnxruntime combines it with x faster than one number per channel. */
export function spreadChannels(vector: Value, x: Value): Value {
  return expand(perChannel(vector, x), [1, ...x.staticShape.slice(1)]);
}

/** Every axis of [N, C, ...] but C. */
export function statisticAxes(x: Value): number[] {
  return Array.from({ length: x.rank }, (_, axis) => axis).filter((axis) => axis !== 1);
}

/** [N, C, ...] -> [C]. In two steps, first over the images: onnxruntime is slow at reducing all axes but one. */
export function channelMean(x: Value): Value {
  const [images, channels, ...positions] = x.staticShape as [number, number, ...number[]];
  const map = reshape(sumRows(x, 1 / images), [channels, elementCount(positions)]);
  return reduceMean(map, [1], false);
}

/** The mean of the squares, [N, C, ...] -> [C], without writing the squares. */
export function channelMeanOfSquares(x: Value): Value {
  const { builder } = x;
  const maps = flattenMaps(x);
  const squares = builder.op('ReduceSumSquare', [maps, builder.ints([2])], { keepdims: 0 });
  return mul(reduceMean(squares, [0], false), 1 / maps.dim(2));
}

/**
 * x * scale + bias with one number of each per channel. On larger maps a depthwise 1x1 convolution does it in one pass
 * over memory, and onnxruntime fuses the activation that follows.
 */
export function scaleChannels(x: Value, scale: Value, bias: Value): Value {
  const [channels, ...positions] = x.staticShape.slice(1) as [number, ...number[]];
  if (elementCount(positions) < MIN_CONV_POSITIONS)
    return add(mul(x, spreadChannels(scale, x)), spreadChannels(bias, x));
  const kernel = positions.map(() => 1);
  const weight = reshape(scale, [channels, 1, ...kernel]);
  return x.builder.op('Conv', [x, weight, bias], { group: channels, kernel_shape: kernel });
}

function flattenMaps(x: Value): Value {
  const [images, channels, ...positions] = x.staticShape as [number, number, ...number[]];
  return reshape(x, [images, channels, elementCount(positions)]);
}
