import { BLOCK_WIDTH, type ClassBlock } from './relaxation.ts';

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
  const fallback = toSumOne(reachable) ?? prior;
  const mass = normalizeRows(
    probabilities,
    fallback,
    prior.map(() => 1),
  );
  normalizeRows(
    probabilities,
    fallback,
    prior.map((share, index) => (mass[index]! > 0 ? share / mass[index]! : 0)),
  );
  return probabilities;
}

/** [N, C]. Over-relaxation may leave a score that should be 0 a little below it. */
function scoresPerLabel(
  blocks: readonly ClassBlock[],
  nodeOf: Int32Array,
  labelCounts: readonly number[],
): Float32Array {
  const classCount = labelCounts.length;
  const scales = labelCounts.map((labelCount) => (labelCount > 0 ? 1 / labelCount : 0));
  const scaled = new Float32Array(nodeOf.length * classCount);
  blocks.forEach(({ scores }, blockIndex) => {
    const first = blockIndex * BLOCK_WIDTH;
    const width = Math.min(BLOCK_WIDTH, classCount - first);
    for (let row = 0; row < nodeOf.length; row++) {
      const from = nodeOf[row]! * BLOCK_WIDTH;
      const to = row * classCount + first;
      for (let offset = 0; offset < width; offset++) {
        const score = scores[from + offset]!;
        scaled[to + offset] = score > 0 ? score * scales[first + offset]! : 0;
      }
    }
  });
  return scaled;
}

/** Weights the columns, makes every row sum to 1 and returns the mean row. A row of zeros becomes `fallback`. */
function normalizeRows(rows: Float32Array, fallback: readonly number[], weights: readonly number[]): Float64Array {
  const width = weights.length;
  const mean = new Float64Array(width);
  for (let start = 0; start < rows.length; start += width) {
    let sum = 0;
    for (let column = 0; column < width; column++) sum += rows[start + column]! * weights[column]!;
    for (let column = 0; column < width; column++) {
      const share = sum > 0 ? (rows[start + column]! * weights[column]!) / sum : fallback[column]!;
      rows[start + column] = share;
      mean[column]! += share;
    }
  }
  return mean.map((total) => (total * width) / rows.length);
}

function toSumOne(shares: readonly number[]): number[] | undefined {
  const sum = shares.reduce((total, share) => total + share, 0);
  return sum > 0 ? shares.map((share) => share / sum) : undefined;
}
