import type { ClassBlock } from './relaxation.ts';

/**
 * Scores of nodes to probabilities of images [N, C]. Each class is first divided by its number of labels, each row
 * then by its sum, and last the classes are weighted so that their mean probabilities move to `prior` (class mass
 * normalisation, Zhu et al. 2003, section 4), which keeps a class with many or well-connected labels from flooding
 * the others. An image that no label reaches gets the prior of the classes that have labels.
 *
 * nodeOf [N]; labelCounts [C]; prior [C], summing to 1.
 */
export function classProbabilities(
  blocks: readonly ClassBlock[],
  nodeOf: Int32Array,
  labelCounts: readonly number[],
  prior: readonly number[],
): Float32Array {
  const probabilities = scoresPerLabel(blocks, nodeOf, labelCounts);
  const reachable = prior.map((share, index) => (labelCounts[index]! > 0 ? share : 0));
  const mass = meanDistribution(probabilities, labelCounts.length);
  const weights = mass.map((share, index) => (share > 0 ? prior[index]! / share : 0));
  weighRows(probabilities, weights, toSumOne(reachable) ?? prior);
  return probabilities;
}

/** [N, C]. Over-relaxation may leave a score that should be 0 a little below it. */
function scoresPerLabel(
  blocks: readonly ClassBlock[],
  nodeOf: Int32Array,
  labelCounts: readonly number[],
): Float32Array {
  const classCount = labelCounts.length;
  const scales = Float64Array.from(labelCounts, (labelCount) => (labelCount > 0 ? 1 / labelCount : 0));
  const scaled = new Float32Array(nodeOf.length * classCount);
  blocks.forEach(({ scores, width }, blockIndex) => {
    const first = blockIndex * width;
    const last = Math.min(first + width, classCount);
    for (let row = 0; row < nodeOf.length; row++) {
      const from = nodeOf[row]! * width - first;
      for (let index = first; index < last; index++) {
        scaled[row * classCount + index] = Math.max(0, scores[from + index]! * scales[index]!);
      }
    }
  });
  return scaled;
}

/** The mean of the rows [N, C], each divided by its sum; rows of zeros are left out. */
function meanDistribution(rows: Float32Array, width: number): Float64Array {
  const totals = new Float64Array(width);
  for (let start = 0; start < rows.length; start += width) {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += rows[start + column]!;
    const scale = sum > 0 ? 1 / sum : 0;
    for (let column = 0; column < width; column++) totals[column]! += rows[start + column]! * scale;
  }
  return totals.map((total) => (total * width) / rows.length);
}

/** Multiplies the columns by weights and makes every row sum to 1. A row of zeros becomes `fallback`. */
function weighRows(rows: Float32Array, weights: Float64Array, fallback: readonly number[]): void {
  const width = weights.length;
  for (let start = 0; start < rows.length; start += width) {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += rows[start + column]! * weights[column]!;
    if (sum > 0) {
      const scale = 1 / sum;
      for (let column = 0; column < width; column++) rows[start + column]! *= weights[column]! * scale;
    } else rows.set(fallback, start);
  }
}

function toSumOne(shares: readonly number[]): number[] | undefined {
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum > 0 ? shares.map((share) => share / sum) : undefined;
}
