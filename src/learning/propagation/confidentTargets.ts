/** T with which probabilities are sharpened: spread labels are never as sure as they are right. */
const SHARPENING_TEMPERATURE = 0.5;
/** Images of which all is known do not silence the others. */
const MAX_WEIGHT = 2;
const SMALLEST_PROBABILITY = 1e-8;

/**
 * Class probabilities [N, C] as targets: sharpened, and every row times how certain it is beside the others, one minus
 * the entropy over log C (Iscen et al. 2019, arXiv 1904.04717, section 4.2), about 1 on average and 2 at most.
 */
export function confidentTargets(probabilities: Float32Array, classCount: number): Float32Array {
  const rowCount = probabilities.length / classCount;
  const rowOf = (row: number): Float32Array => probabilities.subarray(row * classCount, (row + 1) * classCount);
  const certainties = Float64Array.from({ length: rowCount }, (_, row) => certainty(rowOf(row)));
  const mean = certainties.reduce((sum, value) => sum + value, 0) / rowCount;
  const targets = new Float32Array(probabilities.length);
  certainties.forEach((value, row) => {
    const weight = mean > 0 ? Math.min(MAX_WEIGHT, value / mean) : 1;
    const powers = rowOf(row).map((probability) => probability ** (1 / SHARPENING_TEMPERATURE));
    const sum = powers.reduce((total, power) => total + power, 0);
    powers.forEach((power, column) => (targets[row * classCount + column] = (weight * power) / sum));
  });
  return targets;
}

/** 1 for a single class, 0 for all equally. */
function certainty(row: Float32Array): number {
  const entropy = row.reduce((sum, value) => sum - value * Math.log(Math.max(value, SMALLEST_PROBABILITY)), 0);
  return Math.max(0, 1 - entropy / Math.log(row.length));
}
