import { describe, expect, it } from 'vitest';
import { heldOutFolds } from '../../../../src/learning/evaluation/heldOutFolds.ts';

const labelsOf = (...classes: readonly number[]) =>
  classes.map((classIndex, imageIndex) => ({ imageIndex, classIndex }));

describe('heldOutFolds', () => {
  it('holds every label out once and spreads every class evenly', () => {
    const labels = labelsOf(...Array.from({ length: 35 }, (_, row) => (row < 15 ? 0 : 1)));
    const folds = heldOutFolds(labels, 2, 5, 1);
    expect(folds).toHaveLength(5);
    expect(folds.flat().toSorted((a, b) => a.imageIndex - b.imageIndex)).toEqual(labels);
    for (const fold of folds) {
      expect(fold.filter((label) => label.classIndex === 0)).toHaveLength(3);
      expect(fold.filter((label) => label.classIndex === 1)).toHaveLength(4);
    }
  });

  it('makes as many folds as the smallest class has labels', () => {
    expect(heldOutFolds(labelsOf(0, 0, 0, 0, 1, 1), 2, 5, 1)).toHaveLength(2);
  });

  it('never holds out the only label of a class', () => {
    const folds = heldOutFolds(labelsOf(0, 1, 1, 1), 3, 5, 1);
    expect(folds).toHaveLength(3);
    expect(folds.flat().map((label) => label.imageIndex)).not.toContain(0);
  });

  it('says that nothing can be measured when no class has two labels', () => {
    expect(heldOutFolds(labelsOf(0, 1, 2), 3, 5, 1)).toEqual([]);
  });

  it('depends on the seed alone', () => {
    const labels = labelsOf(...Array.from({ length: 40 }, (_, row) => row % 2));
    expect(heldOutFolds(labels, 2, 5, 3)).toEqual(heldOutFolds(labels, 2, 5, 3));
    expect(heldOutFolds(labels, 2, 5, 3)).not.toEqual(heldOutFolds(labels, 2, 5, 4));
  });
});
