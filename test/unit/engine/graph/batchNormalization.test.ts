import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Attribute, Graph } from '../../../../src/engine/graph/graph.ts';
import { inlineGraph } from '../../../../src/engine/graph/inline.ts';
import { float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { node, template } from './templates.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });
const settings: Record<string, Attribute> = {
  epsilon: { kind: 'float', value: 0 },
  momentum: { kind: 'float', value: 0.75 },
};

function normalization(attributes: Record<string, Attribute>, outputs = ['y']): Graph {
  const inputs = ['x', 'scale', 'bias', 'mean', 'variance'];
  return template([node('BatchNormalization', inputs, outputs, attributes)], {
    scale: float32Tensor([2], [1]),
    bias: float32Tensor([1], [1]),
    mean: float32Tensor([8], [1]),
    variance: float32Tensor([4], [1]),
  });
}

/** Runs x = [1, 3, 5, 7] in one channel: mean 4, variance 5, unbiased 20/3. */
async function run(graph: Graph, batchStatistics: boolean, boundMean?: number): Promise<Record<string, number[]>> {
  const builder = new GraphBuilder();
  const bindings = new Map([['x', builder.input('x', 'float32', [2, 1, 2])]]);
  if (boundMean !== undefined) bindings.set('mean', builder.input('mean', 'float32', [1]));
  const { outputs, runningAverages } = inlineGraph(builder, graph, bindings, { batchStatistics });
  builder.output('y', outputs[0]!);
  for (const { initializer, updated } of runningAverages) builder.output(`updated ${initializer}`, updated);
  const session = await runtime.createSession(encodeModel(lowerPortable(builder.build('step'))));
  const x = float32Tensor([1, 3, 5, 7], [2, 1, 2]);
  const results = await session.run(boundMean === undefined ? { x } : { x, mean: float32Tensor([boundMean], [1]) });
  const numbers = await Promise.all(
    Object.entries(results).map(async ([name, value]) => [name, toNumbers(await value.read())] as const),
  );
  await session.release();
  return Object.fromEntries(numbers);
}

function expectClose(actual: readonly number[] | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  actual!.forEach((value, index) => expect(value).toBeCloseTo(expected[index]!, 5));
}

describe('BatchNormalization of an inlined template', () => {
  it('normalises by the batch and moves the running averages as PyTorch does', async () => {
    const results = await run(normalization(settings), true);
    const normalized = [-3, -1, 1, 3].map((distance) => (2 * distance) / Math.sqrt(5) + 1);
    expectClose(results['y'], normalized);
    expectClose(results['updated mean'], [0.75 * 8 + 0.25 * 4]);
    expectClose(results['updated variance'], [0.75 * 4 + (0.25 * 20) / 3]);
  });

  it('starts from the bound running average, so that passes can follow each other', async () => {
    const results = await run(normalization(settings), true, -4);
    expectClose(results['updated mean'], [0.75 * -4 + 0.25 * 4]);
  });

  it('takes the weight of the old value from the ONNX default', async () => {
    const results = await run(normalization({ epsilon: settings['epsilon']! }), true);
    expectClose(results['updated mean'], [0.9 * 8 + 0.1 * 4]);
  });

  it.each([
    ['as it is', settings, ['y']],
    ['left in training mode', { ...settings, training_mode: { kind: 'int', value: 1 } as const }, ['y', 'm', 'v']],
  ])('uses the running statistics in evaluation: a file %s', async (_, attributes, outputs) => {
    const results = await run(normalization(attributes, outputs), false);
    expectClose(
      results['y'],
      [1, 3, 5, 7].map((value) => (2 * (value - 8)) / 2 + 1),
    );
    expect(Object.keys(results)).toEqual(['y']);
  });

  it('refuses a batch of one value per channel, which has no variance', () => {
    const builder = new GraphBuilder();
    const bindings = new Map([['x', builder.input('x', 'float32', [1, 1, 1])]]);
    expect(() => inlineGraph(builder, normalization(settings), bindings, { batchStatistics: true })).toThrow(
      /node 'BatchNormalization y'.*more than one value/,
    );
  });
});
