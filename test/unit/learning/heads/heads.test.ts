import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { runningStatistics, trainableParameters } from '../../../../src/engine/graph/parameters.ts';
import { elementCount, float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { classHead } from '../../../../src/learning/heads/classHead.ts';
import { predictionHead } from '../../../../src/learning/heads/predictionHead.ts';
import { projectionHead } from '../../../../src/learning/heads/projectionHead.ts';
import { runGraph } from '../../../support/evaluate.ts';

const D = 12;
const E = 8;

function parameterCount(graph: Graph): number {
  const names = trainableParameters(graph);
  return names.reduce((sum, name) => sum + elementCount(graph.initializers.get(name)!.shape), 0);
}

async function run(graph: Graph, size: number) {
  const inputs = { [graph.inputs[0]!.name]: float32Tensor(new Float32Array(3 * size).fill(0.5), [3, size]) };
  return (await runGraph(graph, inputs))[graph.outputs[0]!.name]!;
}

const weights = (seed: number) =>
  toNumbers(classHead({ inputSize: D, classCount: 5, seed }).initializers.get('fc.weight')!);

describe('projectionHead', () => {
  it('has three layers as wide as the representations, two of them normalised', async () => {
    const graph = projectionHead({ inputSize: D, outputSize: E, seed: 1 });
    expect(parameterCount(graph)).toBe(2 * (D * D + 2 * D) + D * E + E);
    expect(runningStatistics(graph)).toHaveLength(4);
    expect((await run(graph, D)).shape).toEqual([3, E]);
  });

  it('takes another width', () => {
    const graph = projectionHead({ inputSize: D, outputSize: E, hiddenSize: 20, seed: 1 });
    expect(parameterCount(graph)).toBe(D * 20 + 20 * 20 + 4 * 20 + 20 * E + E);
  });
});

describe('predictionHead', () => {
  it('narrows to a quarter and back', async () => {
    const graph = predictionHead({ size: E, seed: 1 });
    expect(parameterCount(graph)).toBe(2 * E + E * (E / 4) + 2 * (E / 4) + (E / 4) * E + E);
    expect((await run(graph, E)).shape).toEqual([3, E]);
  });
});

describe('classHead', () => {
  it('is linear and starts nearly undecided', async () => {
    const graph = classHead({ inputSize: D, classCount: 5, seed: 1 });
    expect(parameterCount(graph)).toBe(D * 5 + 5);
    const logits = await run(graph, D);
    expect(logits.shape).toEqual([3, 5]);
    expect(Math.max(...toNumbers(logits).map(Math.abs))).toBeLessThan(0.2);
  });

  it('starts the same for the same seed and otherwise not', () => {
    expect(weights(1)).toEqual(weights(1));
    expect(weights(1)).not.toEqual(weights(2));
  });
});
