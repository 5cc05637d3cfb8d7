import { mul } from '../../expressions.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import { elementCount, float32Tensor } from '../../graph/tensor.ts';
import type { Operator } from '../operator.ts';
import { explicitWindow, type SlidingWindow } from '../slidingWindow.ts';
import { sumOverlappingWindows } from './overlappingWindows.ts';

/** dy [N, C, ...positions] -> dx [N, C, ...input_size] of an AveragePool with this window and count_include_pad. */
export const AveragePoolGradient: Operator = {
  opType: 'AveragePoolGradient',
  domain: HANDFUL_DOMAIN,
  infer: ({ input, attributes }) => [
    { type: input(0).type, shape: [...input(0).shape.slice(0, 2), ...attributes.ints('input_size', [])] },
  ],
  lower: ({ input, attributes }) => {
    const dy = input(0);
    const window = explicitWindow(attributes);
    const spatial = attributes.ints('input_size', []);
    const positions = dy.staticShape.slice(2);
    const includePad = attributes.int('count_include_pad', 0) === 1;
    const counts = positions.map((count, axis) =>
      Array.from({ length: count }, (_, position) => tapCount(window, axis, position, spatial[axis]!, includePad)),
    );
    const share = dy.builder.constant(float32Tensor(outerReciprocals(counts), positions));
    const scaled = mul(dy, share);
    const taps = new Array(elementCount(window.kernel)).fill(scaled);
    return [sumOverlappingWindows(taps, window, spatial)];
  },
};

/** How many taps of one window are averaged along an axis: those inside the input, or inside its pads. */
function tapCount(window: SlidingWindow, axis: number, position: number, size: number, includePad: boolean): number {
  const start = position * window.strides[axis]! - window.padsBegin[axis]!;
  const [low, high] = includePad ? [-window.padsBegin[axis]!, size + window.padsEnd[axis]!] : [0, size];
  const taps = Array.from({ length: window.kernel[axis]! }, (_, tap) => start + tap * window.dilations[axis]!);
  return taps.filter((place) => place >= low && place < high).length;
}

/** 1 / (product of the counts along every axis), row-major. */
function outerReciprocals(counts: readonly (readonly number[])[]): number[] {
  const products = counts.reduce<number[]>((outer, list) => outer.flatMap((a) => list.map((b) => a * b)), [1]);
  return products.map((product) => 1 / product);
}
