import type { ClassBlock } from './relaxation.ts';

export interface ClassProbabilities {
  /** [N, C] */
  readonly rows: Float32Array;
  /** What the scores of each class were multiplied by before each row was made to sum to 1. [C] */
  readonly factors: Float64Array;
}

/** How far classes are moved to equal frequency that nobody claimed: folders seldom have it. */
const UNKNOWN_STRENGTH = 0.5;

/**
 * Scores of nodes to probabilities of images [N, C]. Each class is first divided by its number of labels, each row
 * then by its sum, and last the classes are weighted so that their mean probabilities move to `prior` (class mass
 * normalisation, Zhu et al. 2003, section 4), which keeps a class with many or well-connected labels from flooding
 * the others. Without a prior they move half of the way to equal ones: their weights are the square roots of those that
 * Zhu et al. have. An image that no label reaches gets the prior of the classes that have labels.
 *
 * nodeOf [N]; labelCounts [C]; prior [C], of which only the ratios count.
 */
export function classProbabilities(
  blocks: readonly ClassBlock[],
  nodeOf: Int32Array,
  labelCounts: readonly number[],
  prior: readonly number[] | undefined,
): ClassProbabilities {
  const scales = Float64Array.from(labelCounts, (labelCount) => (labelCount > 0 ? 1 / labelCount : 0));
  const { rows, mass } = scaledScores(blocks, nodeOf, scales);
  const shares = prior ?? labelCounts.map(() => 1);
  const strength = prior ? 1 : UNKNOWN_STRENGTH;
  const weights = mass.map((sum, index) => (sum > 0 ? (shares[index]! / sum) ** strength : 0));
  const reachable = shares.map((share, index) => (labelCounts[index]! > 0 ? share : 0));
  weighRows(rows, weights, toSumOne(reachable) ?? toSumOne(shares)!);
  return { rows, factors: scales.map((scale, index) => scale * weights[index]!) };
}

/** The scores of images times the scales [C], [N, C], and the sum of these rows when each is made to sum to 1, [C]. */
function scaledScores(blocks: readonly ClassBlock[], nodeOf: Int32Array, scales: Float64Array) {
  const classCount = scales.length;
  const rows = new Float32Array(nodeOf.length * classCount);
  const mass = new Float64Array(classCount);
  const { width } = blocks[0]!;
  for (let image = 0; image < nodeOf.length; image++) {
    const start = image * classCount;
    let sum = 0;
    for (let blockIndex = 0, first = 0; first < classCount; blockIndex++, first += width) {
      const { scores } = blocks[blockIndex]!;
      const from = nodeOf[image]! * width - first;
      for (let index = first; index < Math.min(first + width, classCount); index++) {
        const score = scores[from + index]! * scales[index]!;
        // Over-relaxation may leave a score that should be 0 a little below it.
        sum += rows[start + index] = score > 0 ? score : 0;
      }
    }
    const scale = sum > 0 ? 1 / sum : 0;
    for (let index = 0; index < classCount; index++) mass[index]! += rows[start + index]! * scale;
  }
  return { rows, mass };
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
