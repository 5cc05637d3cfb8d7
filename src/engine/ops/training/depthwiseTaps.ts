import { mul, reshape } from '../../expressions.ts';
import type { GraphBuilder } from '../../graph/builder.ts';
import { elementCount, float32Tensor } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { SlidingWindow } from '../slidingWindow.ts';

/** The sizes that a window moves between: of its input, and how many positions it takes, one entry per spatial axis. */
export interface Reach {
  readonly spatial: readonly number[];
  readonly positions: readonly number[];
}

/** Whether every channel x [N, C, ...] is convolved by itself, with the one filter of w [C, 1, ...kernel]. */
export function isDepthwise(channels: number, filters: number, group: number): boolean {
  return group > 1 && group === channels && group === filters;
}

/** [k, positions, size], 1 where tap k of a position of the window reads that place of the input, along one axis. */
export function axisTaps(builder: GraphBuilder, window: SlidingWindow, axis: number, reach: Reach): Value {
  const [taps, positions, size] = [window.kernel[axis]!, reach.positions[axis]!, reach.spatial[axis]!];
  const reads = new Float32Array(taps * positions * size);
  for (let tap = 0; tap < taps; tap++) {
    for (let position = 0; position < positions; position++) {
      const place = position * window.strides[axis]! + tap * window.dilations[axis]! - window.padsBegin[axis]!;
      if (place >= 0 && place < size) reads[(tap * positions + position) * size + place] = 1;
    }
  }
  return builder.constant(float32Tensor(reads, [taps, positions, size]));
}

/** The same over all axes: [taps, Q P] for Q positions and P places of the input, as the product of the axes. */
export function windowTaps(builder: GraphBuilder, window: SlidingWindow, reach: Reach): Value {
  const rank = window.kernel.length;
  const alongAxes = window.kernel.map((_, axis) => {
    const taps = axisTaps(builder, window, axis, reach);
    const shape = new Array<number>(3 * rank).fill(1);
    taps.staticShape.forEach((size, kind) => (shape[kind * rank + axis] = size));
    return reshape(taps, shape);
  });
  const pairs = elementCount(reach.positions) * elementCount(reach.spatial);
  return reshape(alongAxes.reduce(mul), [elementCount(window.kernel), pairs]);
}
