import { describe, expect, it } from 'vitest';
import { argmaxRows } from '../../../../src/learning/evaluation/metrics.ts';
import { LabelPropagation } from '../../../../src/learning/propagation/labelPropagation.ts';
import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import type { LabelledImage } from '../../../../src/learning/sampling/supportSampler.ts';
import { closedForm } from './closedForm.ts';
import { blobs, exactNeighbours, twoMoons, type SyntheticFeatures } from './syntheticFeatures.ts';

/** So many sweeps that only float32 is left to disagree. */
const CONVERGED = 1e-6;

const labelRows = (data: SyntheticFeatures, rows: readonly number[]): LabelledImage[] =>
  rows.map((imageIndex) => ({ imageIndex, classIndex: data.truth[imageIndex]! }));

function propagate(data: SyntheticFeatures, rows: readonly number[], classCount: number, tolerance?: number) {
  const propagation = new LabelPropagation(propagationGraph(exactNeighbours(data, 15)), classCount);
  propagation.solve(labelRows(data, rows), tolerance);
  return propagation;
}

const accuracy = (data: SyntheticFeatures, probabilities: Float32Array, classCount: number): number =>
  argmaxRows(probabilities, classCount).filter((winner, row) => winner === data.truth[row]).length / data.truth.length;

function expectDistributions(probabilities: Float32Array, classCount: number): void {
  for (let row = 0; row < probabilities.length; row += classCount) {
    const distribution = probabilities.subarray(row, row + classCount);
    expect(distribution.every((share) => share >= 0 && share <= 1)).toBe(true);
    expect(distribution.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
  }
}

function difference(a: Float32Array, b: ArrayLike<number>): number {
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index]!)), 0);
}

function agreement(a: Float32Array, b: Float32Array, classCount: number): number {
  const winners = argmaxRows(b, classCount);
  return argmaxRows(a, classCount).filter((winner, row) => winner === winners[row]).length / winners.length;
}

describe('LabelPropagation', () => {
  it('is the closed form (I - alpha S)^-1 Y', () => {
    const data = blobs(90, 6, 8, 0.8);
    const neighbours = exactNeighbours(data, 7);
    const graph = propagationGraph(neighbours);
    const labels = labelRows(data, [0, 1, 2, 3, 4, 5, 6, 12, 19, 35]);
    const propagation = new LabelPropagation(graph, 6);
    propagation.solve(labels, CONVERGED);
    const constants = { alpha: graph.spread, bandwidth: graph.bandwidth };
    const alike = closedForm(neighbours, labels, 6, { ...constants, strength: 1 });
    expect(difference(propagation.probabilities(new Array<number>(6).fill(1)), alike.flat())).toBeLessThan(1e-4);
    const halfway = closedForm(neighbours, labels, 6, { ...constants, strength: 0.5 });
    expect(difference(propagation.probabilities(), halfway.flat())).toBeLessThan(1e-4);
  });

  it('stops when the answer has settled', () => {
    const data = blobs(800, 5, 6, 0.9);
    const rows = Array.from({ length: 25 }, (_, index) => index);
    const quick = propagate(data, rows, 5).probabilities();
    const settled = propagate(data, rows, 5, CONVERGED).probabilities();
    expect(agreement(quick, settled, 5)).toBeGreaterThanOrEqual(0.995);
    expect(difference(quick, settled)).toBeLessThan(0.05);
  });

  it('follows two moons from one label each', () => {
    const data = twoMoons(400, 0.03);
    expect(accuracy(data, propagate(data, [200, 201], 2).probabilities(), 2)).toBeGreaterThan(0.98);
  });

  it('changes one label as if all were spread anew', () => {
    const data = blobs(600, 6, 6, 0.9);
    const changed = propagate(data, [0, 1, 2, 3, 4, 5], 6);
    for (const imageIndex of [11, 300, 77, 300]) changed.relabel(new Map([[imageIndex, data.truth[imageIndex]]]));
    changed.relabel(new Map([[500, 0]]));
    changed.relabel(
      new Map([
        [500, 3],
        [2, undefined],
        [8, data.truth[8]],
      ]),
    );
    const anew = propagate(data, [0, 1, 3, 4, 5, 11, 300, 77, 8], 6, CONVERGED);
    anew.relabel(new Map([[500, 3]]));
    expect(agreement(changed.probabilities(), anew.probabilities(), 6)).toBeGreaterThanOrEqual(0.99);
    expect(difference(changed.probabilities(), anew.probabilities())).toBeLessThan(0.1);
  });

  it('says of a labelled image what its label says', () => {
    const data = blobs(60, 2, 4, 0.3);
    const propagation = propagate(data, [0, 1], 2);
    propagation.relabel(new Map([[2, 1]])); // its neighbours are all of class 0
    expect(Array.from(propagation.probabilities().subarray(4, 6))).toEqual([0, 1]);
  });

  it('gives nothing to a class without labels', () => {
    const data = blobs(80, 2, 4, 0.3);
    const probabilities = propagate(data, [0, 1], 3).probabilities();
    expectDistributions(probabilities, 3);
    expect(probabilities.filter((_, index) => index % 3 === 2)).toEqual(new Float32Array(80));
  });

  it('gives an image that no label reaches the prior of the classes that have labels', () => {
    const neighbours = Int32Array.of(1, 0, 3, 2);
    const similarities = new Float32Array(4).fill(0.9);
    const graph = propagationGraph({ nodeCount: 4, neighbourCount: 1, neighbours, similarities });
    const propagation = new LabelPropagation(graph, 3);
    propagation.solve([{ imageIndex: 0, classIndex: 1 }]);
    expect(Array.from(propagation.probabilities([0.5, 0.25, 0.25]).subarray(3))).toEqual([0, 1, 0, 0, 1, 0, 0, 1, 0]);
    propagation.relabel(new Map([[0, undefined]]));
    expect(Array.from(propagation.probabilities([0.5, 0.25, 0.25]).subarray(9))).toEqual([0.5, 0.25, 0.25]);
  });

  it('does not let the class with most labels flood the others', () => {
    const data = blobs(600, 2, 3, 1.2, 3);
    const even = Array.from({ length: 100 }, (_, index) => 2 * index);
    const propagation = propagate(data, [...even, 1, 3], 2);
    const [whole, half] = [[1, 1], undefined].map((prior) => {
      const winners = argmaxRows(propagation.probabilities(prior), 2);
      return winners.filter((winner) => winner === 0).length / 600;
    });
    expect(Math.abs(whole! - 0.5)).toBeLessThan(0.2);
    expect(Math.abs(half! - 0.5)).toBeLessThan(0.25);
  });

  it('moves the class shares towards a prior', () => {
    const data = blobs(400, 2, 3, 1.2, 3);
    const propagation = propagate(data, [0, 1, 2, 3], 2);
    const mean = (prior: readonly number[]): number =>
      propagation.probabilities(prior).reduce((sum, share, index) => sum + (index % 2 === 0 ? share : 0), 0) / 400;
    expect(mean([0.9, 0.1])).toBeGreaterThan(mean([0.5, 0.5]) + 0.15);
  });

  it.each([
    ['equal images', new Float32Array(40 * 3).fill(0.5), 40],
    ['images of zeros', new Float32Array(40 * 3), 40],
    ['fewer images than neighbours', Float32Array.of(1, 0, 0, 0.9, 0.1, 0, 0, 0, 1), 3],
  ])('bears %s', (_, features, count) => {
    const data = { features, dim: 3, truth: Array.from({ length: count }, (_row, row) => (row === count - 1 ? 1 : 0)) };
    expectDistributions(propagate(data, [0, count - 1], 2).probabilities(), 2);
  });

  it('keeps an image that is far from all others connected', () => {
    const data = blobs(50, 2, 3, 0.001);
    data.features.set(
      data.features.subarray(0, 3).map((value) => -value),
      3 * 49,
    );
    const probabilities = propagate(data, [0], 1).probabilities();
    expect(probabilities[49]).toBe(1);
  });

  it('bears a single image', () => {
    const graph = { nodeCount: 1, neighbourCount: 0, neighbours: new Int32Array(), similarities: new Float32Array() };
    const propagation = new LabelPropagation(propagationGraph(graph), 2);
    propagation.solve([]);
    expect(Array.from(propagation.probabilities())).toEqual([0.5, 0.5]);
  });
});
