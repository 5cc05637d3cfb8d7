import type { Dim, Shape } from '../graph/graph.ts';
import type { Attributes } from './attributes.ts';

/** How a kernel moves over the spatial axes of a convolution or a pooling: one entry per spatial axis. */
export interface SlidingWindow {
  readonly kernel: readonly number[];
  readonly strides: readonly number[];
  readonly dilations: readonly number[];
  readonly padsBegin: readonly number[];
  readonly padsEnd: readonly number[];
}

/** The part of a shape rule's or a gradient rule's context that reading a window needs. */
interface WindowContext {
  readonly attributes: Attributes;
  fail(message: string): never;
}

/**
 * Reads strides, dilations and pads with their defaults, and turns `auto_pad` into plain pads.
 * `spatial` are the sizes of the input's spatial axes.
 */
export function readSlidingWindow(context: WindowContext, kernel: readonly number[], spatial: Shape): SlidingWindow {
  const { attributes, fail } = context;
  const rank = spatial.length;
  const ones = new Array<number>(rank).fill(1);
  const strides = attributes.ints('strides', ones);
  const dilations = attributes.ints('dilations', ones);
  const pads = attributes.ints('pads', new Array<number>(2 * rank).fill(0));
  if (kernel.length !== rank || strides.length !== rank || dilations.length !== rank || pads.length !== 2 * rank) {
    return fail(`kernel, strides, dilations and pads must cover ${rank} spatial axes`);
  }
  const autoPad = attributes.string('auto_pad', 'NOTSET');
  const window = { kernel, strides, dilations };
  if (autoPad === 'NOTSET') return { ...window, padsBegin: pads.slice(0, rank), padsEnd: pads.slice(rank) };
  if (autoPad === 'VALID') return { ...window, padsBegin: ones.map(() => 0), padsEnd: ones.map(() => 0) };
  const totals = spatial.map((size, axis) => {
    if (typeof size === 'string') return fail(`auto_pad ${autoPad} needs a known size, not '${size}'`);
    const stride = strides[axis]!;
    return Math.max(0, (Math.ceil(size / stride) - 1) * stride + effectiveKernel(window, axis) - size);
  });
  return { ...window, ...splitPads(totals, autoPad === 'SAME_UPPER') };
}

/** Shares pads between both ends; the odd one goes to the end when `upper`. */
export function splitPads(
  totals: readonly number[],
  upper: boolean,
): { readonly padsBegin: readonly number[]; readonly padsEnd: readonly number[] } {
  const small = totals.map((total) => Math.floor(total / 2));
  const large = totals.map((total, axis) => total - small[axis]!);
  return upper ? { padsBegin: small, padsEnd: large } : { padsBegin: large, padsEnd: small };
}

/** The extent of the kernel along an axis, holes of the dilation included. */
export function effectiveKernel(
  { kernel, dilations }: Pick<SlidingWindow, 'kernel' | 'dilations'>,
  axis: number,
): number {
  return (kernel[axis]! - 1) * dilations[axis]! + 1;
}

/**
 * How many positions the window has along each axis. With `ceilMode` a last, incomplete window counts, unless it
 * would start in the end padding (as PyTorch and ONNX from opset 19 have it).
 */
export function windowCounts(window: SlidingWindow, spatial: Shape, ceilMode = false): Dim[] {
  return spatial.map((size, axis) => {
    const stride = window.strides[axis]!;
    const slack = window.padsBegin[axis]! + window.padsEnd[axis]! - effectiveKernel(window, axis);
    if (typeof size === 'string') return symbolicCount(size, slack, stride);
    const steps = (size + slack) / stride;
    if (!ceilMode) return Math.floor(steps) + 1;
    const count = Math.ceil(steps) + 1;
    return (count - 1) * stride >= size + window.padsBegin[axis]! ? count - 1 : count;
  });
}

function symbolicCount(size: string, slack: number, stride: number): string {
  if (stride === 1) return slack === -1 ? size : `${size}${slack + 1 < 0 ? '-' : '+'}${Math.abs(slack + 1)}`;
  return `(${size}${slack < 0 ? '-' : '+'}${Math.abs(slack)})/${stride}+1`;
}

/** The window as ONNX attributes. */
export function windowAttributes(window: SlidingWindow): Record<string, readonly number[]> {
  return {
    kernel_shape: window.kernel,
    strides: window.strides,
    dilations: window.dilations,
    pads: [...window.padsBegin, ...window.padsEnd],
  };
}

/** A window that was written by windowAttributes. */
export function explicitWindow(attributes: Attributes): SlidingWindow {
  const pads = attributes.ints('pads', []);
  return {
    kernel: attributes.ints('kernel_shape', []),
    strides: attributes.ints('strides', []),
    dilations: attributes.ints('dilations', []),
    padsBegin: pads.slice(0, pads.length / 2),
    padsEnd: pads.slice(pads.length / 2),
  };
}
