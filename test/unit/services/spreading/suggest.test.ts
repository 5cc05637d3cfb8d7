import { describe, expect, it } from 'vitest';
import { LabelInfluence } from '../../../../src/learning/propagation/influence.ts';
import { finish } from '../../../../src/engine/steps.ts';
import { explain } from '../../../../src/services/spreading/explain.ts';
import { LivePseudoLabels } from '../../../../src/services/spreading/livePseudoLabels.ts';
import { duplicateSimilarity, nearlyEqualRows } from '../../../../src/services/spreading/nearDuplicates.ts';
import { effectsOf, LabelEffects, changedShare } from '../../../../src/services/spreading/sufficiency.ts';
import { suggest } from '../../../../src/services/spreading/suggest.ts';
import { typicalOrder } from '../../../../src/services/spreading/typicalOrder.ts';
import { blobs } from '../../learning/propagation/syntheticFeatures.ts';
import { spaceOf, truthOf } from './syntheticSpace.ts';

const data = blobs(400, 4, 6, 0.35);
const space = spaceOf(data);
const typical = typicalOrder(space);
const range = (count: number): number[] => Array.from({ length: count }, (_, row) => row);

function liveWith(rows: readonly number[]): LivePseudoLabels {
  const live = new LivePseudoLabels(space);
  live.setLabels(truthOf(data, rows));
  return live;
}

describe('suggest', () => {
  it('shows what is typical of all before the first label', () => {
    const strip = suggest(liveWith([]), typical, 8);
    expect(strip.map(({ index }) => index)).toEqual(Array.from(typical.subarray(0, 8)));
    expect(new Set(strip.map(({ index }) => data.truth[index])).size).toBe(4);
  });

  it('looks for classes that nobody has named yet', () => {
    const live = liveWith([0, 1]);
    const different = suggest(live, typical, 12).filter(({ reason }) => reason === 'different');
    expect(different.length).toBeGreaterThanOrEqual(3);
    expect(different.slice(0, 2).every(({ index }) => data.truth[index]! > 1)).toBe(true);
  });

  it('shows what is typical of each class that has few labels, those with fewest first', () => {
    const live = liveWith([0, 4, 8, 12, 16, 1, 5, 2, 3]); // five of class 0
    const strip = suggest(live, typical, 12).filter(({ reason }) => reason === 'typical');
    const classes = strip.map(({ index }) => live.winners.classes[index]);
    expect(classes.slice(0, 4)).toEqual([2, 3, 1, 2]);
    expect(classes).not.toContain(0);
  });

  it('mixes the least certain with the different once every class has a few', () => {
    const live = liveWith(range(24));
    const reasons = suggest(live, typical, 9).map(({ reason }) => reason);
    expect(reasons).toEqual(['uncertain', 'uncertain', 'different', ...reasons.slice(0, 3), ...reasons.slice(0, 3)]);
    const uncertain = suggest(live, typical, 9).filter(({ reason }) => reason === 'uncertain');
    const margins = Array.from(live.winners.margins).filter((_, row) => row >= 24);
    const median = margins.toSorted((a, b) => a - b)[Math.floor(margins.length / 2)]!;
    for (const { index } of uncertain) expect(live.winners.margins[index]).toBeLessThan(median);
  });

  it('never suggests a labelled image, nor what nearly equals one or another suggestion', () => {
    const copies = blobs(200, 2, 5, 0.4);
    // Every image of the second half is that of the first half again.
    copies.features.copyWithin(500, 0, 500);
    const doubled = spaceOf({ ...copies, truth: range(200).map((row) => copies.truth[row % 100]!) });
    const live = new LivePseudoLabels(doubled);
    live.setLabels(new Map([0, 1, 2, 3].map((row) => [row, row % 2])));
    const strip = suggest(live, typicalOrder(doubled), 100).map(({ index }) => index);
    expect(new Set(strip.map((row) => row % 100)).size).toBe(strip.length);
    for (const row of [0, 1, 2, 3, 100, 101, 102, 103]) expect(strip).not.toContain(row);
    const threshold = duplicateSimilarity(doubled);
    for (const row of strip)
      expect(nearlyEqualRows(doubled, row, threshold).some((other) => strip.includes(other))).toBe(false);
  });

  it('gives as many as there are', () => {
    expect(suggest(liveWith(range(395)), typical, 100).length).toBeLessThanOrEqual(5);
  });
});

describe('explain', () => {
  const live = liveWith(range(20));
  const influence = new LabelInfluence(space.equations);

  it('names labelled images with their shares of the weight, the heaviest first', () => {
    const { because, pseudo, probabilities } = explain(live, influence, 100, 50);
    expect(because.every(({ index, classIndex }) => live.labels.get(index) === classIndex)).toBe(true);
    const weights = because.map(({ weight }) => weight);
    expect(weights).toEqual(weights.toSorted((a, b) => b - a));
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 5);
    expect(pseudo?.classIndex).toBe(data.truth[100]);
    expect(probabilities[0]?.classIndex).toBe(pseudo?.classIndex);
    expect(probabilities).toHaveLength(4);
    // The shares of a class add up to its probability, as far as the solution has settled.
    for (const { classIndex, probability } of probabilities) {
      const share = because.reduce((sum, part) => sum + (part.classIndex === classIndex ? part.weight : 0), 0);
      expect(Math.abs(share - probability)).toBeLessThan(0.05);
    }
  });

  it('gives no more than asked for', () => {
    expect(explain(live, influence, 100, 3).because).toHaveLength(3);
  });

  it("does not count an image's own label", () => {
    expect(explain(live, influence, 7, 50).because.map(({ index }) => index)).not.toContain(7);
  });

  it('says nothing before labels spread', () => {
    expect(explain(liveWith([0]), influence, 7, 5)).toEqual({ probabilities: [], because: [] });
  });
});

function effects(...shares: readonly number[]): LabelEffects {
  const made = new LabelEffects();
  for (const share of shares) made.add(0, { labelCount: 1, changedShare: share });
  return made;
}

describe('LabelEffects', () => {
  it.each([
    [[], undefined, 'more'],
    [[0.001, 0.001], 0.001, 'more'],
    [[0.5, 0.001, 0.001, 0.001], 0.001, 'enough'],
    [[0.5, 0.02, 0.03, 0.01], 0.02, 'nearly'],
    [[0.001, 0.06, 0.06, 0.03], 0.05, 'more'],
  ])('judges by the newest three labels: %j', (shares, mean, state) => {
    const judged = effects(...shares).sufficiency(0, 4);
    expect(judged.state).toBe(state);
    if (mean === undefined) expect(judged.changedShare).toBeUndefined();
    else expect(judged.changedShare).toBeCloseTo(mean, 6);
  });

  it('takes labels given together as one', () => {
    const made = new LabelEffects();
    made.add(1, { labelCount: 10, changedShare: 0.004 });
    expect(made.sufficiency(1, 10).state).toBe('enough');
    made.takeBack(1);
    expect(made.sufficiency(1, 0).state).toBe('more');
  });

  it('counts only images without a label', () => {
    expect(changedShare([0, 0, 1, 1], [1, 0, 0, 1], (row) => row === 0)).toBeCloseTo(1 / 3);
  });

  it('finds again, label by label, what each changed', () => {
    const rows = [0, 1, 2, 3, 4, 5, 8, 9, 12, 13];
    const found = finish(effectsOf(space.equations, truthOf(data, rows), 4));
    const judged = found.sufficiency(0, 4);
    const without = (count: number): Int16Array => {
      const newest = new Set(rows.filter((row) => data.truth[row] === 0).slice(4 - count));
      return liveWith(rows.filter((row) => !newest.has(row))).winners.classes;
    };
    const shares = [0, 1, 2].map((count) =>
      changedShare(without(count + 1), without(count), (row) => rows.includes(row)),
    );
    expect(judged.changedShare).toBeCloseTo((shares[0]! + shares[1]! + shares[2]!) / 3, 1);
    expect(found.sufficiency(2, 1)).toEqual({ classIndex: 2, labelCount: 1, state: 'more' });
  });
});
