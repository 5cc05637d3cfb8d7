import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { reduceSum } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { inlineGraph } from '../../../../src/engine/graph/inline.ts';
import { runningStatistics, trainableParameters } from '../../../../src/engine/graph/parameters.ts';
import { elementCount, float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { createEncoder, isScratchEncoder } from '../../../../src/learning/encoders/createEncoder.ts';
import { encoderNames } from '../../../../src/learning/encoders/registry.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { runGraph } from '../../../support/evaluate.ts';

const made = new Map<string, Graph>();

/** The encoder of this name for 32 pixels, made once. */
function encoder(name: string): Graph {
  const graph = made.get(name) ?? createEncoder(name, { imageSizePx: 32, seed: 1 });
  made.set(name, graph);
  return graph;
}

function parameterCount(graph: Graph): number {
  const names = trainableParameters(graph);
  return names.reduce((sum, name) => sum + elementCount(graph.initializers.get(name)!.shape), 0);
}

function images(count: number, sizePx: number) {
  const random = randomGenerator(count, sizePx);
  const shape = [count, 3, sizePx, sizePx];
  return float32Tensor(
    Float32Array.from({ length: elementCount(shape) }, () => random()),
    shape,
  );
}

async function represent(graph: Graph, count: number, sizePx: number) {
  return (await runGraph(graph, { images: images(count, sizePx) }))['representations']!;
}

const stem = (seed: number) =>
  toNumbers(createEncoder('wrn-10-1', { imageSizePx: 32, seed }).initializers.get('conv1.weight')!);

describe('createEncoder', () => {
  // counts of the papers' networks without classifier, where convolutions have no bias: torchvision's resnet18 has
  // 11,689,512 - 513,000 and resnet50 25,557,032 - 2,049,000; WRN-28-2 has 1,467,610 - 1,290
  it.each([
    ['wrn-10-1', 64, 77_200],
    ['wrn-28-2', 128, 1_466_320],
    ['resnet-18', 512, 11_176_512],
    ['resnet-50', 2048, 23_508_032],
    ['vit-tiny', 192, 2_691_264],
  ])('%s gives %i numbers from %i parameters', (name, size, count) => {
    const graph = encoder(name);
    expect(graph.inputs).toEqual([{ name: 'images', type: 'float32', shape: ['N', 3, 'H', 'W'] }]);
    expect(graph.outputs).toEqual([{ name: 'representations', type: 'float32', shape: ['N', size] }]);
    expect(parameterCount(graph)).toBe(count);
  });

  it('vit-small is DeiT-S', () => {
    const graph = createEncoder('vit-small', { imageSizePx: 224, seed: 1 });
    // DeiT-S: 22,050,664 with 385,000 in its classifier, 384 in a class token and 384 in that token's position
    expect(parameterCount(graph)).toBe(22_050_664 - 385_000 - 2 * 384);
  });

  it.each([
    ['wrn-10-1', 64],
    ['resnet-18', 512],
    ['vit-tiny', 192],
  ])('%s runs on any batch of any size', async (name, size) => {
    const graph = encoder(name);
    const large = await represent(graph, 2, 32);
    const small = await represent(graph, 3, 16);
    expect([large.shape, small.shape]).toEqual([
      [2, size],
      [3, size],
    ]);
    expect([...toNumbers(large), ...toNumbers(small)].every(Number.isFinite)).toBe(true);
  });

  it('starts the same for the same seed and otherwise not', () => {
    expect(stem(3)).toEqual(stem(3));
    expect(stem(3)).not.toEqual(stem(4));
  });

  it('tells apart images from the start: values neither vanish nor explode', async () => {
    for (const name of ['wrn-16-2', 'vit-tiny']) {
      const numbers = toNumbers(await represent(encoder(name), 2, 32));
      const size = numbers.length / 2;
      const difference = Math.sqrt(
        numbers.slice(0, size).reduce((sum, value, index) => sum + (value - numbers[size + index]!) ** 2, 0) / size,
      );
      expect(difference).toBeGreaterThan(1e-3);
      expect(Math.max(...numbers.map(Math.abs))).toBeLessThan(1e3);
    }
  });

  it.each(['wrn-10-1', 'resnet-18', 'vit-tiny'])(
    'every parameter of %s has a gradient, and nothing else is one',
    (name) => {
      const template = encoder(name);
      const names = trainableParameters(template);
      const statistics = runningStatistics(template);
      const named = [...template.initializers].filter(([, { type, shape }]) => type === 'float32' && shape.length > 0);
      expect(named.map(([initializer]) => initializer).toSorted()).toEqual([...names, ...statistics].toSorted());

      for (const sizePx of [32, 16]) {
        const builder = new GraphBuilder();
        const declare = (parameter: string) =>
          [parameter, builder.input(parameter, 'float32', template.initializers.get(parameter)!.shape)] as const;
        const bindings = new Map(names.map(declare));
        const views = builder.input('views', 'float32', [2, 3, sizePx, sizePx]);
        const { outputs } = inlineGraph(builder, template, new Map([...bindings, ['images', views]]), {
          batchStatistics: true,
        });
        const computed = gradients(reduceSum(outputs[0]!, [0, 1], false), [...bindings.values()]);
        expect(names.filter((_, index) => !computed[index])).toEqual([]);
      }
    },
  );

  it('names what there is when there is no such encoder', () => {
    expect(() => createEncoder('resnet-19', { imageSizePx: 32, seed: 1 })).toThrow(/wrn-D-K, resnet-18/);
    expect(['wrn-16-2', 'vit-tiny'].every(isScratchEncoder)).toBe(true);
    expect(['wrn-15-2', 'wrn-16', 'mobilenet-v2'].some(isScratchEncoder)).toBe(false);
  });

  it('lists the built-in encoder first', () => {
    expect(encoderNames).toEqual(['mobilenet-v2', 'wrn-D-K', 'resnet-18', 'resnet-50', 'vit-tiny', 'vit-small']);
  });
});
