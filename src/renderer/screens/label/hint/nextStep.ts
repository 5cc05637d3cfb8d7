import type { Sufficiency } from '../../../../shared/contract/labels.ts';
import type { ClassInfo } from '../../../../shared/contract/project.ts';

/** What to do next, as the name of a message with what goes into it. */
export interface NextStep {
  readonly message:
    'noImages' | 'nameFirst' | 'nameSecond' | 'firstLabel' | 'moreOf' | 'moreOfUnmeasured' | 'nearly' | 'enough';
  readonly className?: string;
  readonly count?: number;
}

/** Labels before a class can be measured: how much fewer than three change says little. */
const MEASURED_FROM_LABELS = 3;

/**
 * The one thing that helps most now: images, then classes, then a label of each, then more of the class that lacks
 * most, until the measure says that more would change little.
 */
export function nextStep(
  imageCount: number,
  classes: readonly ClassInfo[],
  sufficiency: readonly Sufficiency[],
): NextStep {
  if (imageCount === 0) return { message: 'noImages' };
  const wanted = classes.filter(({ isNone }) => !isNone);
  if (wanted.length === 0) return { message: 'nameFirst' };
  if (classes.length === 1)
    return { message: wanted[0]!.labelCount === 0 ? 'firstLabel' : 'nameSecond', className: wanted[0]!.name };
  const poorest = wanted.toSorted((a, b) => a.labelCount - b.labelCount)[0]!;
  if (poorest.labelCount < MEASURED_FROM_LABELS) {
    return { message: 'moreOf', className: poorest.name, count: MEASURED_FROM_LABELS - poorest.labelCount };
  }
  return measuredStep(wanted, sufficiency);
}

function measuredStep(wanted: readonly ClassInfo[], sufficiency: readonly Sufficiency[]): NextStep {
  const first = (state: Sufficiency['state']): ClassInfo | undefined =>
    wanted.find(({ index }) => sufficiency.some((one) => one.classIndex === index && one.state === state));
  const lacking = first('more');
  if (lacking) return { message: 'moreOfUnmeasured', className: lacking.name };
  const nearly = first('nearly');
  return nearly ? { message: 'nearly', className: nearly.name } : { message: 'enough' };
}

export interface SpreadSummary {
  /** Images without a label that have a pseudo-label. */
  readonly count: number;
  /** Mean confidence of those, 0 to 1. */
  readonly confidence: number;
}

/**
 * How far the labels have spread.
 * @param labels int16 [N] @param pseudo int16 [N] @param confidence uint8 [N], 0 to 255
 */
export function spreadSummary(labels: Int16Array, pseudo: Int16Array, confidence: Uint8Array): SpreadSummary {
  let count = 0;
  let sum = 0;
  for (let image = 0; image < labels.length; image++) {
    if (labels[image] !== -1 || pseudo[image]! < 0) continue;
    count++;
    sum += confidence[image]!;
  }
  return { count, confidence: count === 0 ? 0 : sum / count / 255 };
}
