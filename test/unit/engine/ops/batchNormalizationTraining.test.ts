import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { mul, reduceSum } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { HANDFUL_DOMAIN } from '../../../../src/engine/graph/graph.ts';
import { elementCount, float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { openGraph } from '../../../gradients/graphSession.ts';

const EPSILON = 1e-5;
const CHANNELS = 2;
const SCALE = [1.5, -0.5];
const BIAS = [0.25, 2];

function noise(count: number, start: number): number[] {
  return Array.from({ length: count }, (_, index) => Math.fround(Math.sin((index + start) * 12.9898)));
}

/** y, dx, dscale, dbias, mean and variance by their definitions, in double precision. */
function byDefinition(shape: readonly number[], x: readonly number[], dy: readonly number[]) {
  const positions = elementCount(shape.slice(2));
  const channelOf = (index: number) => Math.floor(index / positions) % CHANNELS;
  const count = x.length / CHANNELS;
  const average = (value: (index: number) => number) => {
    const sums = new Array<number>(CHANNELS).fill(0);
    for (let index = 0; index < x.length; index++) sums[channelOf(index)]! += value(index) / count;
    return sums;
  };
  const mean = average((index) => x[index]!);
  const variance = average((index) => (x[index]! - mean[channelOf(index)]!) ** 2);
  const deviation = variance.map((value) => Math.sqrt(value + EPSILON));
  const unit = x.map((value, index) => (value - mean[channelOf(index)]!) / deviation[channelOf(index)]!);
  const dyMean = average((index) => dy[index]!);
  const productMean = average((index) => dy[index]! * unit[index]!);
  return {
    y: unit.map((value, index) => value * SCALE[channelOf(index)]! + BIAS[channelOf(index)]!),
    mean,
    variance,
    dx: unit.map((value, index) => {
      const channel = channelOf(index);
      const rest = dy[index]! - dyMean[channel]! - value * productMean[channel]!;
      return (rest * SCALE[channel]!) / deviation[channel]!;
    }),
    dscale: productMean.map((value) => value * count),
    dbias: dyMean.map((value) => value * count),
  };
}

async function byEngine(shape: readonly number[], x: readonly number[], dy: readonly number[]) {
  const builder = new GraphBuilder();
  const input = builder.input('x', 'float32', shape);
  const scale = builder.input('scale', 'float32', [CHANNELS]);
  const bias = builder.input('bias', 'float32', [CHANNELS]);
  const options = { domain: HANDFUL_DOMAIN, outputCount: 3 };
  const outputs = builder.ops('BatchNormalizationTraining', [input, scale, bias], { epsilon: EPSILON }, options);
  const weighted = mul(outputs[0]!, builder.constant(float32Tensor(dy, shape)));
  const loss = reduceSum(weighted, [...shape.keys()], false);
  const found = gradients(loss, [input, scale, bias]);
  ['y', 'mean', 'variance'].forEach((name, index) => builder.output(name, outputs[index]!));
  ['dx', 'dscale', 'dbias'].forEach((name, index) => builder.output(name, found[index]!));
  const session = await openGraph(lowerPortable(builder.build('batch normalization')));
  const results = await session.run({
    x: float32Tensor(x, shape),
    scale: float32Tensor(SCALE, [CHANNELS]),
    bias: float32Tensor(BIAS, [CHANNELS]),
  });
  await session.release();
  return Object.fromEntries(Object.entries(results).map(([name, tensor]) => [name, toNumbers(tensor)]));
}

describe('BatchNormalization with batch statistics', () => {
  it.each<[string, readonly number[], number]>([
    ['vectors', [16, CHANNELS], 0],
    ['small maps', [4, CHANNELS, 3, 3], 0],
    ['maps large enough for the convolution', [4, CHANNELS, 8, 8], 0],
    ['a mean 50 times the deviation', [8, CHANNELS, 8, 8], 35],
    ['a mean 50 times the deviation, vectors', [64, CHANNELS], 35],
  ])('agrees with double precision: %s', async (_, shape, offset) => {
    const x = noise(elementCount(shape), 1).map((value) => Math.fround(value + offset));
    const dy = noise(elementCount(shape), 5);
    const found = await byEngine(shape, x, dy);
    for (const [name, expected] of Object.entries(byDefinition(shape, x, dy))) {
      const size = Math.max(1, ...expected.map(Math.abs));
      found[name]!.forEach((value, index) => {
        expect(Math.abs(value - expected[index]!) / size, `${name}[${index}]`).toBeLessThan(1e-4);
      });
    }
  });
});
