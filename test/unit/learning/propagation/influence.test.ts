import { describe, expect, it } from 'vitest';
import { LabelInfluence } from '../../../../src/learning/propagation/influence.ts';
import { LabelPropagation } from '../../../../src/learning/propagation/labelPropagation.ts';
import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import { blobs, exactNeighbours } from './syntheticFeatures.ts';

describe('LabelInfluence', () => {
  const data = blobs(300, 4, 6, 0.9);
  const graph = propagationGraph(exactNeighbours(data, 10));
  const labels = [0, 1, 2, 3, 5, 9, 14].map((imageIndex) => ({ imageIndex, classIndex: data.truth[imageIndex]! }));
  const propagation = new LabelPropagation(graph, 4);
  propagation.solve(labels, 1e-6);
  const { probabilities, classFactors } = propagation.spreadOut();

  it.each([40, 77, 123, 299])('adds up to the probabilities of image %d', (image) => {
    const parts = new LabelInfluence(graph).on(image);
    const sums = new Float64Array(4);
    for (const { imageIndex, classIndex } of labels)
      sums[classIndex]! += parts[imageIndex]! * classFactors[classIndex]!;
    const total = sums.reduce((sum, part) => sum + part, 0);
    sums.forEach((sum, index) => expect(Math.abs(sum / total - probabilities[4 * image + index]!)).toBeLessThan(0.005));
  });

  it('gives a label near an image more weight than one far away', () => {
    const parts = new LabelInfluence(graph).on(40); // of class 0
    expect(parts[exactNeighbours(data, 1).neighbours[40]!]).toBeGreaterThan(10 * parts[42]!);
  });
});
