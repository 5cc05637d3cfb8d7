import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { mul, reduceSum } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { elementCount, float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { openGraph } from '../../../gradients/graphSession.ts';

interface Layer {
  readonly images: number;
  readonly channels: number;
  readonly filters: number;
  readonly size: number;
  readonly kernel: number;
  readonly stride: number;
  readonly group: number;
}

/** Rounding of a float32 sum, for every term of it: a product of numbers up to 1. */
const ROUNDING_PER_TERM = 5e-7;

/** A fixed sequence of numbers in [-1, 1] without a pattern along any axis. */
function numbers(count: number, start: number): Float32Array {
  return Float32Array.from({ length: count }, (_, index) => Math.sin((index + start) * 12.9898));
}

function each(count: number, visit: (index: number) => void): void {
  for (let index = 0; index < count; index++) visit(index);
}

/** dw by its definition, in double precision. */
function byDefinition(layer: Layer, x: Float32Array, dy: Float32Array): number[] {
  const { images, channels, filters, size, kernel, stride, group } = layer;
  const [pad, positions] = [(kernel - 1) / 2, Math.ceil(size / stride)];
  const perGroup = channels / group;
  const dw = new Array<number>(filters * perGroup * kernel * kernel).fill(0);
  each(dw.length, (place) => {
    const [i, j] = [Math.floor(place / kernel) % kernel, place % kernel];
    const c = Math.floor(place / (kernel * kernel)) % perGroup;
    const k = Math.floor(place / (kernel * kernel * perGroup));
    const channel = Math.floor(k / (filters / group)) * perGroup + c;
    each(images * positions * positions, (step) => {
      const n = Math.floor(step / (positions * positions));
      const [p, q] = [Math.floor(step / positions) % positions, step % positions];
      const [h, w] = [p * stride + i - pad, q * stride + j - pad];
      if (h < 0 || w < 0 || h >= size || w >= size) return;
      const gradient = dy[((n * filters + k) * positions + p) * positions + q]!;
      dw[place]! += gradient * x[((n * channels + channel) * size + h) * size + w]!;
    });
  });
  return dw;
}

async function byEngine(layer: Layer, x: Float32Array, dy: Float32Array): Promise<number[]> {
  const { images, channels, filters, size, kernel, stride, group } = layer;
  const [pad, positions] = [(kernel - 1) / 2, Math.ceil(size / stride)];
  const builder = new GraphBuilder();
  const shape = [images, channels, size, size];
  const weightShape = [filters, channels / group, kernel, kernel];
  const input = builder.input('x', 'float32', shape);
  const weight = builder.input('w', 'float32', weightShape);
  const y = builder.op('Conv', [input, weight], {
    kernel_shape: [kernel, kernel],
    strides: [stride, stride],
    pads: [pad, pad, pad, pad],
    group,
  });
  const cotangent = builder.constant(float32Tensor(dy, [images, filters, positions, positions]));
  const [dw] = gradients(reduceSum(mul(y, cotangent), [0, 1, 2, 3], false), [weight]);
  builder.output('dw', dw!);
  const session = await openGraph(lowerPortable(builder.build('weight gradient')));
  const results = await session.run({
    x: float32Tensor(x, shape),
    w: float32Tensor(new Float32Array(elementCount(weightShape)), weightShape),
  });
  await session.release();
  return toNumbers(results['dw']!);
}

describe('weight gradient of a convolution', () => {
  const layer: Layer = { images: 4, channels: 3, filters: 2, size: 16, kernel: 3, stride: 1, group: 1 };
  it.each<[string, Layer]>([
    ['an image to a product', layer],
    ['two images to a product', { ...layer, size: 12 }],
    ['all images in one product', { ...layer, size: 4 }],
    ['a prime number of images', { ...layer, images: 5, size: 9 }],
    ['stride 2, two images to a product', { ...layer, size: 24, stride: 2 }],
    ['groups, two images to a product', { ...layer, channels: 4, filters: 6, group: 2, size: 12 }],
    ['depthwise, a product to a channel', { ...layer, channels: 4, filters: 4, group: 4 }],
    ['depthwise with stride 2, a product to a channel', { ...layer, channels: 4, filters: 4, group: 4, stride: 2 }],
    ['depthwise, row by row', { ...layer, channels: 4, filters: 4, group: 4, size: 17, kernel: 5 }],
    ['depthwise with stride 2, row by row', { ...layer, channels: 4, filters: 4, group: 4, size: 24, stride: 2 }],
    ['depthwise on many rows', { ...layer, channels: 2, filters: 2, group: 2, size: 65, images: 1 }],
    ['two filters to a channel, two images to a product', { ...layer, channels: 4, filters: 8, group: 4, size: 12 }],
    ['1x1, an image to a product', { ...layer, kernel: 1 }],
    ['1x1, two images to a product', { ...layer, kernel: 1, size: 12 }],
    ['1x1 with stride 2', { ...layer, kernel: 1, size: 24, stride: 2 }],
  ])('%s', async (_, chosen) => {
    const positions = Math.ceil(chosen.size / chosen.stride);
    const x = numbers(chosen.images * chosen.channels * chosen.size ** 2, 1);
    const dy = numbers(chosen.images * chosen.filters * positions ** 2, 7);
    const expected = byDefinition(chosen, x, dy);
    const found = await byEngine(chosen, x, dy);
    expect(found).toHaveLength(expected.length);
    const tolerance = chosen.images * positions ** 2 * ROUNDING_PER_TERM;
    found.forEach((value, index) => expect(Math.abs(value - expected[index]!)).toBeLessThan(tolerance));
  });
});
