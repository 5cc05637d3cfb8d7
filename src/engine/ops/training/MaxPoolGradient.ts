import { heaviside, mul, sub } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { Operator } from '../operator.ts';
import { effectiveKernel, explicitWindow, type SlidingWindow } from '../slidingWindow.ts';
import { sumOverlappingWindows } from './overlappingWindows.ts';

/** Below every activation; not -infinity, whose difference with itself would not be a number. */
const LOWEST = -3.4e38;

/**
 * (dy, x [N, C, ...], y) -> dx of a MaxPool with this window.
 *
 * Where a window has its maximum more than once, which after a ReLU is the rule, the first position in row-major
 * order takes all of dy, as in PyTorch, so that a gradient is neither lost nor counted twice. MaxPool's own Indices
 * output would say where, but the WebGPU provider lacks it, so the taps are compared one after the other.
 */
export const MaxPoolGradient: Operator = {
  opType: 'MaxPoolGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input }) => [{ type: input(1).type, shape: input(1).shape }],
  lower: ({ input, attributes }) => {
    const [dy, x, y] = [input(0), input(1), input(2)];
    const window = explicitWindow(attributes);
    let free: Value = x.builder.scalar(1);
    const sent = tapsOf(x, window, y.staticShape.slice(2)).map((tap) => {
      const first = mul(heaviside(sub(tap, y), 1), free);
      free = sub(free, first);
      return mul(dy, first);
    });
    return [sumOverlappingWindows(sent, window, x.staticShape.slice(2))];
  },
};

/** What each tap of the kernel reads, [N, C, ...positions], in row-major order over the kernel. */
function tapsOf(x: Value, window: SlidingWindow, positions: readonly number[]): Value[] {
  const { builder } = x;
  const padded = padToCover(x, window, positions);
  const axes = builder.ints(positions.map((_, axis) => axis + 2));
  const steps = builder.ints(window.strides);
  return tapOffsets(window).map((starts) => {
    const ends = starts.map((start, axis) => start + (positions[axis]! - 1) * window.strides[axis]! + 1);
    return builder.op('Slice', [padded, builder.ints(starts), builder.ints(ends), axes, steps]);
  });
}

/** Pads with the lowest number, at the end as far as the last window reaches (with ceil_mode beyond the pads). */
function padToCover(x: Value, window: SlidingWindow, positions: readonly number[]): Value {
  const begins = window.padsBegin;
  const ends = positions.map((count, axis) => {
    const reach = (count - 1) * window.strides[axis]! + effectiveKernel(window, axis);
    return Math.max(0, reach - begins[axis]! - x.dim(axis + 2));
  });
  if ([...begins, ...ends].every((pad) => pad === 0)) return x;
  const { builder } = x;
  return builder.op('Pad', [x, builder.ints([0, 0, ...begins, 0, 0, ...ends]), builder.scalar(LOWEST)]);
}

/** Offsets of the kernel's taps from a window's start, row-major. */
function tapOffsets({ kernel, dilations }: SlidingWindow): number[][] {
  return kernel.reduce<number[][]>(
    (offsets, size, axis) =>
      offsets.flatMap((offset) => Array.from({ length: size }, (_, tap) => [...offset, tap * dilations[axis]!])),
    [[]],
  );
}
