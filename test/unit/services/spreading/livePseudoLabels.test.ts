import { describe, expect, it } from 'vitest';
import { winnersOf } from '../../../../src/services/spreading/calibration.ts';
import { LivePseudoLabels } from '../../../../src/services/spreading/livePseudoLabels.ts';
import { opinionsOnLabels } from '../../../../src/services/spreading/opinions.ts';
import { propagationGraph } from '../../../../src/learning/propagation/propagationGraph.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { finish } from '../../../../src/engine/steps.ts';
import { blobs } from '../../learning/propagation/syntheticFeatures.ts';
import { spaceOf, truthOf } from './syntheticSpace.ts';

const data = blobs(600, 4, 6, 0.35);
const space = spaceOf(data);

function liveWith(rows: readonly number[]): LivePseudoLabels {
  const live = new LivePseudoLabels(space);
  live.setLabels(truthOf(data, rows));
  return live;
}

const share = (a: ArrayLike<number>, b: ArrayLike<number>): number =>
  Array.from(a).filter((value, row) => value === b[row]).length / a.length;

describe('LivePseudoLabels', () => {
  it('says nothing until two classes have a label', () => {
    const live = liveWith([0, 4, 8]);
    expect(live.isSpreading).toBe(false);
    expect(live.winners.classes).toEqual(new Int16Array(600).fill(-1));
    live.setLabels(truthOf(data, [0, 4, 8, 1]));
    expect(live.isSpreading).toBe(true);
    expect(live.winners.classes.filter((classIndex) => classIndex < 0).length).toBeLessThan(5);
  });

  it('finds the classes of separate clouds from one label each', () => {
    expect(share(liveWith([0, 1, 2, 3]).winners.classes, data.truth)).toBeGreaterThan(0.9);
  });

  it('comes, label by label, to where all labels at once lead', () => {
    const rows = [0, 1, 2, 3, 10, 21, 32, 43, 54, 65, 76];
    const live = new LivePseudoLabels(space);
    for (let count = 1; count <= rows.length; count++) live.setLabels(truthOf(data, rows.slice(0, count)));
    live.setLabels(truthOf(data, rows.slice(3)));
    live.setLabels(truthOf(data, rows));
    const anew = liveWith(rows);
    const unlabeled = Array.from(data.truth.keys()).filter((row) => !rows.includes(row));
    const [a, b] = [live, anew].map(({ winners }) => unlabeled.map((row) => winners.classes[row]!));
    expect(share(a!, b!)).toBeGreaterThanOrEqual(0.99);
  });

  it('takes classes for as frequent as the training did, and one that came later for as frequent as others', () => {
    const hard = spaceOf(blobs(600, 2, 3, 1.2, 3));
    const labels = new Map([0, 1, 2, 3].map((row) => [row, row % 2]));
    const shareOf = (classShares: ReadonlyMap<number, number>): number => {
      const live = new LivePseudoLabels({ ...hard, classShares });
      live.setLabels(labels);
      return live.winners.classes.filter((classIndex) => classIndex === 0).length / 600;
    };
    const alike = new Map([
      [0, 0.5],
      [1, 0.5],
    ]);
    expect(shareOf(new Map([...alike, [0, 4.5]]))).toBeGreaterThan(shareOf(alike) + 0.03);
    expect(shareOf(new Map([[1, 1]]))).toBe(shareOf(alike));
  });

  it('makes room for more classes than there was room for', () => {
    const many = blobs(500, 14, 8, 0.2);
    const live = new LivePseudoLabels(spaceOf(many));
    for (const count of [3, 5, 14])
      live.setLabels(
        truthOf(
          many,
          Array.from({ length: count }, (_, row) => row),
        ),
      );
    expect(live.classCount).toBe(16);
    expect(share(live.winners.classes, many.truth)).toBeGreaterThan(0.9);
  });

  it('forgets a class when its labels go', () => {
    const live = liveWith([0, 1, 2, 3]);
    live.setLabels(truthOf(data, [0, 1, 3]));
    expect(live.winners.classes).not.toContain(2);
    live.setLabels(truthOf(data, [3]));
    expect(live.isSpreading).toBe(false);
  });

  it('has an opinion on a labelled image that its label did not make', () => {
    const live = liveWith([0, 1, 2, 3]);
    const before = live.winners.classes[40];
    live.setLabels(new Map([...truthOf(data, [0, 1, 2, 3]), [40, (before! + 1) % 4]]));
    expect(live.winners.classes[40]).toBe(before);
  });

  it('has none on the only label of a class', () => {
    const live = liveWith([0, 1, 2, 3]);
    live.setOpinions(finish(opinionsOnLabels(space.equations, live.labels, live.classCount)));
    expect(Array.from(live.winners.classes.subarray(0, 4))).toEqual([-1, -1, -1, -1]);
    expect(live.winners.confidence[0]).toBe(0);
  });

  it('sees through a wrong label', () => {
    const labels = truthOf(
      data,
      Array.from({ length: 40 }, (_, row) => row),
    );
    labels.set(13, (labels.get(13)! + 1) % 4);
    const live = new LivePseudoLabels(space);
    live.setLabels(labels);
    live.setOpinions(finish(opinionsOnLabels(space.equations, live.labels, live.classCount)));
    expect(live.winners.classes[13]).not.toBe(labels.get(13));
    const rows = [...labels.keys()];
    expect(
      share(
        rows.map((row) => live.winners.classes[row]!),
        rows.map((row) => data.truth[row]!),
      ),
    ).toBeGreaterThan(0.9);
  });

  it('is as sure as it is right, once there are enough labels to see', () => {
    const hard = blobs(800, 3, 4, 1.1, 5);
    const live = new LivePseudoLabels(spaceOf(hard));
    live.setLabels(
      truthOf(
        hard,
        Array.from({ length: 90 }, (_, row) => row),
      ),
    );
    live.setOpinions(finish(opinionsOnLabels(live.space.equations, live.labels, live.classCount)));
    const rest = Array.from({ length: 710 }, (_, place) => 90 + place);
    const accuracy = rest.filter((row) => live.winners.classes[row] === hard.truth[row]).length / rest.length;
    const gap = ({ confidence }: { confidence: Uint8Array }): number =>
      Math.abs(accuracy - rest.reduce((sum, row) => sum + confidence[row]! / 255, 0) / rest.length);
    expect(gap(live.winners)).toBeLessThan(0.75 * gap(winnersOf(live.probabilities, live.classCount, 1)));
  });

  it('spreads over 20,000 images', () => {
    const [count, neighbourCount] = [20_000, 8];
    const random = randomGenerator(3);
    // Neighbours are random images of the same of four classes.
    const neighbours = Int32Array.from({ length: neighbourCount * count }, (_, entry) => {
      return 4 * Math.floor((random() * count) / 4) + (Math.floor(entry / neighbourCount) % 4);
    });
    const similarities = new Float32Array(neighbours.length).fill(0.9);
    const graph = { nodeCount: count, neighbourCount, neighbours, similarities };
    const imageIndices = Int32Array.from({ length: count }, (_, row) => row);
    const live = new LivePseudoLabels({
      ...space,
      imageIndices,
      neighbours: graph,
      equations: propagationGraph(graph),
    });
    live.setLabels(new Map([0, 1, 2].map((row) => [row, row])));
    live.setLabels(new Map([0, 1, 2, 3].map((row) => [row, row])));
    expect(
      share(
        live.winners.classes.subarray(4),
        Int16Array.from({ length: count - 4 }, (_, row) => row % 4),
      ),
    ).toBe(1);
  });
});
