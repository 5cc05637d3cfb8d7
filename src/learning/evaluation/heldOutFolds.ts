import { permutation } from '../random/permutation.ts';
import type { LabelledImage } from '../sampling/supportSampler.ts';

/**
 * Splits the labels into folds for cross-validation, every class spread evenly over them. A class with a single label
 * is in no fold: it is always learned from. Returns no folds when no class has two labels.
 */
export function heldOutFolds(
  labelled: readonly LabelledImage[],
  classCount: number,
  maxFolds: number,
  seed: number,
): LabelledImage[][] {
  const byClass = Array.from({ length: classCount }, (_, classIndex) =>
    labelled.filter((label) => label.classIndex === classIndex),
  ).filter((labels) => labels.length >= 2);
  if (byClass.length === 0) return [];
  const foldCount = Math.min(maxFolds, ...byClass.map((labels) => labels.length));
  const folds: LabelledImage[][] = Array.from({ length: foldCount }, () => []);
  let next = 0;
  for (const labels of byClass) {
    for (const position of permutation(labels.length, seed, labels[0]!.classIndex)) {
      folds[next++ % foldCount]!.push(labels[position]!);
    }
  }
  return folds;
}
