import type { Shape } from '../../graph/graph.ts';
import type { ShapeContext } from '../operator.ts';
import { readSlidingWindow, windowCounts } from '../slidingWindow.ts';

/** [N, C, ...positions] of a pooling with `kernel_shape` and the attributes of a sliding window. */
export function pooledShape(context: ShapeContext): Shape {
  const x = context.input(0);
  const spatial = x.shape.slice(2);
  const window = readSlidingWindow(context, context.attributes.ints('kernel_shape', []), spatial);
  const ceilMode = context.attributes.int('ceil_mode', 0) === 1;
  return [...x.shape.slice(0, 2), ...windowCounts(window, spatial, ceilMode)];
}

/** [N, C, 1, ...] of a pooling over all positions. */
export function globallyPooledShape({ input, fail }: ShapeContext): Shape {
  const { rank, shape } = input(0);
  if (rank < 3) fail(`a tensor of rank ${rank} has no positions to pool`);
  return shape.map((size, axis) => (axis < 2 ? size : 1));
}
