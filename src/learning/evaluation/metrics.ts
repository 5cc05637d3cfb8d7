/** Row of the largest entry of each row of probabilities [N, C]; the first one of equals. [N] */
export function argmaxRows(probabilities: Float32Array, classCount: number): Int32Array {
  const winners = new Int32Array(probabilities.length / classCount);
  for (let row = 0; row < winners.length; row++) {
    const start = row * classCount;
    let winner = 0;
    for (let index = 1; index < classCount; index++) {
      if (probabilities[start + index]! > probabilities[start + winner]!) winner = index;
    }
    winners[row] = winner;
  }
  return winners;
}

/** What predictions got right and wrong. Fractions in [0, 1]; NaN where there was nothing to judge. */
export interface ClassificationMetrics {
  readonly accuracy: number;
  /** Recall of each class; NaN for a class that did not occur. [C] */
  readonly perClass: readonly number[];
  /** Mean recall of the classes that occurred: every class counts alike. */
  readonly balancedAccuracy: number;
  /** confusion[truth][predicted] is a number of images. [C][C] */
  readonly confusion: readonly (readonly number[])[];
  readonly expectedCalibrationError: number;
}

/** Judges probabilities [N, C] by the true class of each row [N]. */
export function classificationMetrics(
  probabilities: Float32Array,
  truth: ArrayLike<number>,
  classCount: number,
): ClassificationMetrics {
  const confusion = Array.from({ length: classCount }, () => new Array<number>(classCount).fill(0));
  argmaxRows(probabilities, classCount).forEach((winner, row) => confusion[truth[row]!]![winner]!++);
  const right = confusion.reduce((total, row, index) => total + row[index]!, 0);
  const perClass = confusion.map((row, index) => row[index]! / row.reduce((total, count) => total + count, 0));
  const occurring = perClass.filter((recall) => !Number.isNaN(recall));
  return {
    accuracy: right / truth.length,
    perClass,
    balancedAccuracy: occurring.reduce((total, recall) => total + recall, 0) / occurring.length,
    confusion,
    expectedCalibrationError: expectedCalibrationError(probabilities, truth, classCount),
  };
}

const CONFIDENCE_BINS = 10;

/**
 * How far confidence and accuracy lie apart, averaged over bins of confidence (Guo et al. 2017, arXiv 1706.04599,
 * eq. 3). probabilities [N, C]; truth [N].
 */
function expectedCalibrationError(probabilities: Float32Array, truth: ArrayLike<number>, classCount: number): number {
  const gaps = new Float64Array(CONFIDENCE_BINS);
  argmaxRows(probabilities, classCount).forEach((winner, row) => {
    const confidence = probabilities[row * classCount + winner]!;
    const bin = Math.min(CONFIDENCE_BINS - 1, Math.floor(confidence * CONFIDENCE_BINS));
    gaps[bin]! += confidence - (truth[row] === winner ? 1 : 0);
  });
  return gaps.reduce((total, gap) => total + Math.abs(gap), 0) / truth.length;
}
