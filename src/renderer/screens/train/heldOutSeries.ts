import type { HeldOutPart } from '../../../shared/contract/training.ts';
import type { MetricSeries } from './metricSeries.ts';

/** What is said of a part of the check: its name, and how many of its hidden labels are right. */
export interface PartWords {
  readonly name: (place: number) => string;
  readonly right: (rightCount: number, labelCount: number) => string;
}

/** The parts of the check, as fractions that are right over the percent of its way that each has gone. */
export function heldOutSeries(parts: readonly HeldOutPart[], say: PartWords): MetricSeries {
  const steps = [...new Set(parts.flatMap(({ points }) => points.map(({ doneShare }) => percent(doneShare))))];
  steps.sort((a, b) => a - b);
  const curves = parts.map(({ labelCount, points }, place) => {
    const rightAt = new Map(points.map(({ doneShare, rightCount }) => [percent(doneShare), rightCount]));
    return {
      name: say.name(place),
      values: steps.map((step) => (rightAt.has(step) ? rightAt.get(step)! / labelCount : null)),
      words: say.right(points.at(-1)!.rightCount, labelCount),
    };
  });
  return { steps, curves };
}

/** The hidden labels of all parts that were begun, and how many are right by now. */
export function rightSoFar(parts: readonly HeldOutPart[]): { rightCount: number; labelCount: number } {
  return {
    rightCount: sum(parts.map(({ points }) => points.at(-1)!.rightCount)),
    labelCount: sum(parts.map((part) => part.labelCount)),
  };
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);

const percent = (doneShare: number): number => Math.round(100 * doneShare);
