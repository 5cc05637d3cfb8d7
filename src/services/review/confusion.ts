/** A label, and what a classifier that had not learned from it says. Classes are indices of the project. */
export interface Judged {
  readonly imageIndex: number;
  readonly label: number;
  readonly said: number;
  /** Probability of `said`, 0 to 1. */
  readonly confidence: number;
}

/** Counts by [label][said], rows and columns in the order of `classIndices`. */
export function confusionOf(judged: readonly Judged[], classIndices: readonly number[]): number[][] {
  const place = new Map(classIndices.map((index, row) => [index, row]));
  const counts = classIndices.map(() => new Array<number>(classIndices.length).fill(0));
  for (const { label, said } of judged) counts[place.get(label)!]![place.get(said)!]!++;
  return counts;
}
