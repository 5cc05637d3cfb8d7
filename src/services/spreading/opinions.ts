import { LabelPropagation } from '../../learning/propagation/labelPropagation.ts';
import type { PropagationGraph } from '../../learning/propagation/propagationGraph.ts';
import type { Steps } from '../../engine/steps.ts';

/** More parts make opinions of slightly more labels and take longer. */
const PARTS = 8;

/**
 * What the other labels say of each labelled row: the labels are parted, every class evenly, and each part is judged
 * by spreading the labels of all other parts. The only label of a class is in no part, since without it the class
 * would not be known; there is no opinion on it. One step for each part. `classPrior` [C] as for
 * `LabelPropagation.spreadOut`. Row -> probabilities [C].
 */
export function* opinionsOnLabels(
  equations: PropagationGraph,
  labels: ReadonlyMap<number, number>,
  classCount: number,
  classPrior?: readonly number[],
): Steps<Map<number, Float32Array>> {
  const opinions = new Map<number, Float32Array>();
  const parts = partsOf(labels);
  const propagation = new LabelPropagation(equations, classCount);
  for (const part of parts) {
    const others = Array.from(labels, ([imageIndex, classIndex]) => ({ imageIndex, classIndex }));
    propagation.solve(others.filter(({ imageIndex }) => !part.has(imageIndex)));
    const { probabilities } = propagation.spreadOut(classPrior);
    for (const row of part) opinions.set(row, probabilities.slice(row * classCount, (row + 1) * classCount));
    yield;
  }
  return opinions;
}

/** The labels of each class in turn, in the order of the rows, so that a part does not depend on when they came. */
function partsOf(labels: ReadonlyMap<number, number>): ReadonlySet<number>[] {
  const byClass = new Map<number, number[]>();
  for (const row of Array.from(labels.keys()).toSorted((a, b) => a - b)) {
    const classIndex = labels.get(row)!;
    const rows = byClass.get(classIndex) ?? [];
    rows.push(row);
    byClass.set(classIndex, rows);
  }
  const parts = Array.from({ length: PARTS }, () => new Set<number>());
  for (const rows of byClass.values()) {
    if (rows.length > 1) rows.forEach((row, place) => parts[place % PARTS]!.add(row));
  }
  return parts.filter((part) => part.size > 0);
}
