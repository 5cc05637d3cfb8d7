/** With fewer opinions than this a temperature would be a guess. */
const ENOUGH_OPINIONS = 20;
/** Temperatures that are tried: 2^-2 to 2^2. */
const CANDIDATES = Array.from({ length: 33 }, (_, step) => 2 ** ((step - 16) / 8));
/** An opinion that gave the right class nothing at all is not infinitely wrong. */
const SMALLEST_PROBABILITY = 1e-4;
/** Steps in which ratios of probabilities are looked up. */
const TABLE_SIZE = 2048;

/** What was thought of an image without its label, and the label. */
export interface JudgedOpinion {
  /** [C], summing to 1 */
  readonly probabilities: Float32Array;
  readonly classIndex: number;
}

/**
 * The temperature T for which p^(1/T), made to sum to 1, gives the labels the highest likelihood (Guo et al. 2017,
 * arXiv 1706.04599, with probabilities in place of logits). 1 where there are too few opinions.
 */
export function fitTemperature(opinions: readonly JudgedOpinion[]): number {
  if (opinions.length < ENOUGH_OPINIONS) return 1;
  const loss = (temperature: number): number =>
    opinions.reduce((sum, { probabilities, classIndex }) => {
      const softened = soften(probabilities, temperature);
      return sum - Math.log(Math.max(SMALLEST_PROBABILITY, softened[classIndex]!));
    }, 0);
  const losses = CANDIDATES.map(loss);
  return CANDIDATES[losses.indexOf(Math.min(...losses))]!;
}

/** p^(1/T), made to sum to 1. Zeros stay zero. */
export function soften(probabilities: Float32Array, temperature: number): Float32Array {
  const powers = probabilities.map((probability) => probability ** (1 / temperature));
  const sum = powers.reduce((total, power) => total + power, 0);
  return sum > 0 ? powers.map((power) => power / sum) : powers;
}

/** The most probable class of a distribution, how sure it is, and how far ahead of the second. */
export interface Winners {
  /** [N] class index; -1 where no class is ahead of all others. */
  readonly classes: Int16Array;
  /** [N] probability of the class after calibration, 0 to 255. */
  readonly confidence: Uint8Array;
  /** [N] probability of the class less that of the second, before calibration. */
  readonly margins: Float32Array;
}

/** Reads winners off rows of probabilities [N, C]. */
export function winnersOf(probabilities: Float32Array, classCount: number, temperature: number): Winners {
  const rowCount = probabilities.length / classCount;
  const winners = {
    classes: new Int16Array(rowCount),
    confidence: new Uint8Array(rowCount),
    margins: new Float32Array(rowCount),
  };
  const power = Float32Array.from({ length: TABLE_SIZE + 1 }, (_, step) => (step / TABLE_SIZE) ** (1 / temperature));
  for (let row = 0; row < rowCount; row++) readRow(probabilities, row, classCount, power, winners);
  return winners;
}

function readRow(rows: Float32Array, row: number, classCount: number, power: Float32Array, winners: Winners): void {
  const start = row * classCount;
  let best = -1;
  let first = 0;
  let second = 0;
  for (let index = 0; index < classCount; index++) {
    const probability = rows[start + index]!;
    if (probability > first) {
      second = first;
      first = probability;
      best = index;
    } else if (probability > second) second = probability;
  }
  const isAhead = first > second;
  winners.classes[row] = isAhead ? best : -1;
  winners.margins[row] = first - second;
  if (!isAhead) return;
  let sum = 0;
  const scale = TABLE_SIZE / first;
  for (let index = 0; index < classCount; index++) sum += power[(rows[start + index]! * scale) | 0]!;
  winners.confidence[row] = Math.round(255 / sum);
}
