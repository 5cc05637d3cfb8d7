import { heldOutFolds } from '../evaluation/heldOutFolds.ts';
import type { LabelledImage } from '../sampling/supportSampler.ts';
import { linearProbabilities } from './logisticLoss.ts';

const PENALTIES = [0.02, 0.2, 2] as const;
/** Where nothing can be held out. */
const DEFAULT_PENALTY = 0.2;
const MAX_FOLDS = 3;
/** The choice does not depend on who asks. */
const SEED = 0;

/** Fits logistic regression to some of the labels and returns its point (see logisticLoss.ts). */
export type LogisticFit = (labels: readonly LabelledImage[], penalty: number) => Float64Array;

/** The L2 penalty with which labels that are held out are the least surprising. `rowOf` gives standardised rows [D]. */
export function choosePenalty(
  labels: readonly LabelledImage[],
  classCount: number,
  fit: LogisticFit,
  rowOf: (label: LabelledImage) => Float32Array,
): number {
  const folds = heldOutFolds(labels, classCount, MAX_FOLDS, SEED);
  if (folds.length === 0) return DEFAULT_PENALTY;
  const losses = PENALTIES.map((penalty) =>
    folds.reduce((total, heldOut) => {
      const held = new Set(heldOut);
      const point = fit(
        labels.filter((label) => !held.has(label)),
        penalty,
      );
      const surprise = (label: LabelledImage): number =>
        -Math.log(Math.max(linearProbabilities(rowOf(label), point, classCount)[label.classIndex]!, Number.MIN_VALUE));
      return heldOut.reduce((sum, label) => sum + surprise(label), total);
    }, 0),
  );
  return PENALTIES[losses.indexOf(Math.min(...losses))]!;
}
