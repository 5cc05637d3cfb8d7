import { describe, expect, it } from 'vitest';
import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import { Relaxation } from '../../../../src/learning/propagation/relaxation.ts';
import { blobs, exactNeighbours } from './syntheticFeatures.ts';

const neighbours = exactNeighbours(blobs(120, 3, 5, 0.8), 6);
const graph = propagationGraph(neighbours);

/** The entries of node i as a map from node to transition. */
function entries(node: number): Map<number, number> {
  const [start, end] = [graph.rowStart[node]!, graph.rowStart[node + 1]!];
  return new Map(
    Array.from({ length: end - start }, (_, index) => [
      graph.columns[start + index]!,
      graph.transitions[start + index]!,
    ]),
  );
}

describe('propagationGraph', () => {
  it('connects exactly the images that are neighbours one way or the other', () => {
    const expected = new Set<string>();
    neighbours.neighbours.forEach((neighbour, index) => {
      const [a, b] = [graph.nodeOf[Math.floor(index / 6)]!, graph.nodeOf[neighbour]!];
      expected.add(`${a} ${b}`).add(`${b} ${a}`);
    });
    const found = Array.from({ length: 120 }, (_, node) =>
      [...entries(node).keys()].map((other) => `${node} ${other}`),
    );
    expect(new Set(found.flat())).toEqual(expected);
    expect(found.flat()).toHaveLength(expected.size);
  });

  it('numbers every image once', () => {
    expect(graph.nodeOf.toSorted()).toEqual(Int32Array.from({ length: 120 }, (_, node) => node));
  });

  it('is a symmetric affinity whose rows are divided by their sums', () => {
    for (let node = 0; node < 120; node++) {
      const row = entries(node);
      expect([...row.values()].reduce((sum, share) => sum + share, 0)).toBeCloseTo(graph.spread, 5);
      for (const [other, share] of row) {
        expect(share * graph.degrees[node]!).toBeCloseTo(entries(other).get(node)! * graph.degrees[other]!, 5);
      }
    }
  });
});

describe('Relaxation', () => {
  it.each([
    [3, 4],
    [6, 8],
    [10, 12],
    [20, 12],
  ])('sweeps as the equations say, in the order of the nodes: %d classes', (classCount, width) => {
    const relaxation = new Relaxation(graph, classCount);
    expect(relaxation.blockWidth).toBe(width);
    expect(relaxation.blocks).toHaveLength(Math.ceil(classCount / width));
    const last = relaxation.blocks.length - 1;
    const { seeds, scores } = relaxation.blocks[last]!;
    for (let column = 0; column < width; column++) seeds[width * (7 * column + 5) + column] = 1 + column;
    const expected = new Float64Array(scores.length);
    for (const factor of [1, 1.4, 1.4]) {
      relaxation.sweep(last, factor);
      for (let index = 0; index < expected.length; index++) {
        let sum = seeds[index]!;
        for (const [other, share] of entries(Math.floor(index / width))) {
          sum += share * expected[width * other + (index % width)]!;
        }
        expected[index]! += factor * (sum - expected[index]!);
      }
    }
    for (let column = 0; column < width; column++) {
      expect(expected.filter((value, index) => index % width === column && value > 0.01).length).toBeGreaterThan(2);
    }
    scores.forEach((score, index) => expect(Math.abs(score - expected[index]!)).toBeLessThan(1e-5));
    const untouched = relaxation.blocks.slice(0, last);
    expect(untouched.every((block) => block.scores.every((score) => score === 0))).toBe(true);
  });
});
