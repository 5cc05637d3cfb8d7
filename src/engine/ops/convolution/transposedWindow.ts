import type { Attributes } from '../attributes.ts';
import { effectiveKernel, splitPads, type SlidingWindow } from '../slidingWindow.ts';

export interface TransposedWindow {
  readonly window: SlidingWindow;
  /** Sizes of the spatial axes of the result. */
  readonly outputSize: readonly number[];
}

interface TransposedContext {
  readonly attributes: Attributes;
  fail(message: string): never;
}

/**
 * Reads the attributes of a ConvTranspose: the window of the convolution whose input gradient it computes, and the
 * size of its result. Size = stride (n - 1) + output_padding + effective kernel - pads.
 */
export function readTransposedWindow(
  { attributes, fail }: TransposedContext,
  kernel: readonly number[],
  spatial: readonly number[],
): TransposedWindow {
  const rank = spatial.length;
  const [ones, zeros] = [new Array<number>(rank).fill(1), new Array<number>(rank).fill(0)];
  const strides = attributes.ints('strides', ones);
  const dilations = attributes.ints('dilations', ones);
  const outputPadding = attributes.ints('output_padding', zeros);
  const window = { kernel, strides, dilations };
  if ([kernel, strides, dilations, outputPadding].some((list) => list.length !== rank)) {
    return fail(`kernel, strides, dilations and output_padding must cover ${rank} spatial axes`);
  }
  const full = spatial.map(
    (size, axis) => (size - 1) * strides[axis]! + outputPadding[axis]! + effectiveKernel(window, axis),
  );
  const autoPad = attributes.string('auto_pad', 'NOTSET');
  const same = autoPad === 'SAME_UPPER' || autoPad === 'SAME_LOWER';
  if (!same && !attributes.has('output_shape')) {
    const pads = autoPad === 'VALID' ? [...zeros, ...zeros] : attributes.ints('pads', [...zeros, ...zeros]);
    const [padsBegin, padsEnd] = [pads.slice(0, rank), pads.slice(rank)];
    const outputSize = full.map((size, axis) => size - padsBegin[axis]! - padsEnd[axis]!);
    return { window: { ...window, padsBegin, padsEnd }, outputSize };
  }
  const outputSize = attributes
    .ints(
      'output_shape',
      spatial.map((size, axis) => size * strides[axis]!),
    )
    .slice(-rank);
  const totals = full.map((size, axis) => Math.max(0, size - outputSize[axis]!));
  return { window: { ...window, ...splitPads(totals, autoPad === 'SAME_UPPER') }, outputSize };
}
