import { describe, expect, it } from 'vitest';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import type { FittedClassifier } from '../../../../src/learning/classifiers/classifier.ts';
import { classifierKinds, fitClassifier, type FitInput } from '../../../../src/learning/classifiers/registry.ts';
import { argmaxRows } from '../../../../src/learning/evaluation/metrics.ts';
import { headGraph } from '../../../../src/learning/inference/classifierGraph.ts';
import { LabelPropagation } from '../../../../src/learning/propagation/labelPropagation.ts';
import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import { blobs, exactNeighbours, type SyntheticFeatures } from '../propagation/syntheticFeatures.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

function task(data: SyntheticFeatures, rows: readonly number[], classCount: number): FitInput {
  const labels = rows.map((imageIndex) => ({ imageIndex, classIndex: data.truth[imageIndex]! }));
  return { features: data.features, dim: data.dim, labels, classCount, graph: exactNeighbours(data, 15) };
}

async function predict(classifier: FittedClassifier, data: Float32Array, dim: number): Promise<Float32Array> {
  const session = await runtime.createSession(encodeModel(headGraph(classifier, dim)));
  const outputs = await session.run({ representations: { type: 'float32', shape: [data.length / dim, dim], data } });
  const probabilities = (await outputs['probabilities']!.read()).data as Float32Array;
  await session.release();
  return probabilities;
}

/** The classifier as its description says, in float64: probabilities [C] of one row. */
type Definition = (
  tensor: (name: string) => ArrayLike<number>,
  row: readonly number[],
  setting: FittedClassifier['settings'],
) => number[];

const softmax = (logits: readonly number[]): number[] => toSumOne(logits.map((z) => Math.exp(z - Math.max(...logits))));
const toSumOne = (row: readonly number[]): number[] => row.map((x) => x / row.reduce((sum, y) => sum + y, 0));
const cosine = (row: readonly number[], rows: ArrayLike<number>, index: number): number =>
  row.reduce((sum, x, entry) => sum + x * rows[index * row.length + entry]!, 0) / Math.hypot(...row);

const definitions: Readonly<Record<FittedClassifier['kind'], Definition>> = {
  linear: (tensor, row) =>
    softmax(
      Array.from(tensor('bias'), (bias, index) =>
        row.reduce((sum, x, entry) => {
          const standard = (x - tensor('mean')[entry]!) * tensor('scale')[entry]!;
          return sum + standard * tensor('weights')[entry * 3 + index]!;
        }, bias),
      ),
    ),
  softNearestNeighbour: (tensor, row, { temperature }) => {
    const count = tensor('weights').length / 3;
    const votes = softmax(Array.from({ length: count }, (_, s) => cosine(row, tensor('supports'), s) / temperature!));
    return toSumOne(
      [0, 1, 2].map((index) => votes.reduce((sum, vote, s) => sum + vote * tensor('weights')[s * 3 + index]!, 0)),
    );
  },
  propagation: (tensor, row, { bandwidth, neighbours }) => {
    const count = tensor('distributions').length / 3;
    const nearest = Array.from({ length: count }, (_, member) => ({
      member,
      similarity: cosine(row, tensor('bank'), member),
    }))
      .toSorted((a, b) => b.similarity - a.similarity)
      .slice(0, neighbours);
    const weights = softmax(nearest.map(({ similarity }) => similarity / bandwidth!));
    return [0, 1, 2].map((index) =>
      nearest.reduce((sum, { member }, rank) => sum + weights[rank]! * tensor('distributions')[member * 3 + index]!, 0),
    );
  },
};

describe.each(classifierKinds)('%s', (kind) => {
  it('does in the graph what its description says', async () => {
    const data = blobs(150, 3, 6, 0.9);
    const classifier = fitClassifier(kind, task(data, [0, 1, 2, 3, 4, 5, 7, 10, 11], 3));
    const queries = blobs(20, 3, 6, 0.9, 2).features;
    const found = await predict(classifier, queries, 6);
    const tensor = (name: string) => classifier.tensors[name]!.data as Float32Array;
    for (let query = 0; query < 20; query++) {
      const row = Array.from(queries.subarray(query * 6, query * 6 + 6));
      const expected = definitions[kind](tensor, row, classifier.settings);
      expected.forEach((share, index) => expect(Math.abs(found[query * 3 + index]! - share)).toBeLessThan(1e-5));
    }
  });

  it('tells separate classes apart from two labels each', async () => {
    const data = blobs(120, 3, 6, 0.1);
    const classifier = fitClassifier(kind, task(data, [0, 1, 2, 3, 4, 5], 3));
    expect(Array.from(argmaxRows(await predict(classifier, data.features, 6), 3))).toEqual(data.truth);
  });

  it('fits the same twice', () => {
    const input = task(blobs(60, 2, 4, 0.8), [0, 1, 2, 3, 4, 5], 2);
    expect(fitClassifier(kind, input)).toEqual(fitClassifier(kind, input));
  });

  it.each([
    ['one label per class', [0, 1, 2]],
    ['a class without labels', [0, 1, 3, 4]],
    ['many labels of one class', [0, 1, 2, ...Array.from({ length: 16 }, (_, index) => 3 + 3 * index)]],
  ])('bears %s', async (_, rows) => {
    const data = blobs(60, 3, 4, 0.3);
    const probabilities = await predict(fitClassifier(kind, task(data, rows, 3)), data.features, 4);
    expectDistributions(probabilities, 3);
    const labelled = new Set(rows.map((row) => data.truth[row]));
    const right = argmaxRows(probabilities, 3).filter((winner, row) => winner === data.truth[row]).length;
    expect(right / data.truth.filter((truth) => labelled.has(truth)).length).toBeGreaterThan(0.9);
  });

  it.each([
    ['features that are all the same', new Float32Array(80).fill(0.7)],
    ['features that are all zero', new Float32Array(80)],
  ])('bears %s', async (_, features) => {
    const data = { features, dim: 4, truth: Array.from({ length: 20 }, (_row, row) => row % 2) };
    expectDistributions(await predict(fitClassifier(kind, task(data, [0, 1], 2)), features, 4), 2);
  });

  it('bears an image unlike all others', async () => {
    const data = blobs(60, 3, 4, 0.01);
    const classifier = fitClassifier(kind, task(data, [0, 1, 2], 3));
    expectDistributions(await predict(classifier, Float32Array.of(0, 0, 0, 0, -900, 800, -700, 1000), 4), 3);
  });
});

describe('linear', () => {
  it('lets every class weigh the same', async () => {
    const data = blobs(400, 2, 2, 1.5, 5);
    const rows = [...Array.from({ length: 150 }, (_, index) => 2 * index), 1, 3, 5, 7, 9, 11];
    const probabilities = await predict(fitClassifier('linear', task(data, rows, 2)), data.features, 2);
    const share = argmaxRows(probabilities, 2).filter((winner) => winner === 0).length / 400;
    expect(share).toBeGreaterThan(0.25);
    expect(share).toBeLessThan(0.75);
  });
});

describe('propagation', () => {
  it('says of an image of the folder nearly what was propagated to it', async () => {
    const data = blobs(600, 3, 6, 0.7);
    const input = task(data, [0, 1, 2, 3, 4, 5], 3);
    const propagation = new LabelPropagation(propagationGraph(input.graph), 3);
    propagation.solve(input.labels);
    const propagated = argmaxRows(propagation.probabilities(), 3);
    const found = argmaxRows(await predict(fitClassifier('propagation', input), data.features, 6), 3);
    expect(found.filter((winner, row) => winner === propagated[row]).length / 600).toBeGreaterThan(0.97);
  });

  it('takes classes for as frequent as it is told, where images are hard to tell apart', async () => {
    const data = blobs(600, 3, 6, 1.5);
    const input = task(data, [0, 1, 2, 3, 4, 5], 3);
    const sharesOf = async (classPrior: readonly number[]): Promise<number[]> => {
      const found = argmaxRows(
        await predict(fitClassifier('propagation', { ...input, classPrior }), data.features, 6),
        3,
      );
      return [0, 1, 2].map((index) => found.filter((winner) => winner === index).length / 600);
    };
    const alike = await sharesOf([1 / 3, 1 / 3, 1 / 3]);
    const unequal = await sharesOf([0.8, 0.1, 0.1]);
    expect(unequal[0]).toBeGreaterThan(alike[0]! + 0.2);
    expect(unequal[1]).toBeLessThan(alike[1]!);
    expect(unequal[2]).toBeLessThan(alike[2]!);
  });

  it('keeps 10,000 images at most, the labelled ones and as many of each class', () => {
    const count = 12_000;
    const labels = [
      { imageIndex: 10_999, classIndex: 0 },
      { imageIndex: 11_999, classIndex: 1 },
    ];
    const features = Float32Array.from({ length: 2 * count }, (_, index) =>
      Math.cos(0.0001 * Math.floor(index / 2) - (index % 2) * (Math.PI / 2)),
    );
    const neighbours = Int32Array.from({ length: count }, (_, row) => {
      const { imageIndex } = labels[row < 11_000 ? 0 : 1]!;
      return row === imageIndex ? row - 1 : imageIndex;
    });
    const graph = {
      nodeCount: count,
      neighbourCount: 1,
      neighbours,
      similarities: new Float32Array(count).fill(0.999),
    };
    const { tensors } = fitClassifier('propagation', { features, dim: 2, labels, classCount: 2, graph });
    const distributions = tensors['distributions']!.data as Float32Array;
    expect(tensors['bank']!.shape).toEqual([10_000, 2]);
    expect(argmaxRows(distributions, 2).filter((winner) => winner === 1)).toHaveLength(1000);
    const bank = tensors['bank']!.data as Float32Array;
    expect(Array.from(bank.subarray(-2))).toEqual(Array.from(features.subarray(-2), (x) => expect.closeTo(x, 6)));
  });
});

function expectDistributions(probabilities: Float32Array, classCount: number): void {
  for (let start = 0; start < probabilities.length; start += classCount) {
    const row = probabilities.subarray(start, start + classCount);
    expect(row.every((share) => share >= 0)).toBe(true);
    expect(row.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 4);
  }
}
