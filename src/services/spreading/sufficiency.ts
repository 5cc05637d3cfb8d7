import { argmaxRows } from '../../learning/evaluation/metrics.ts';
import { LabelPropagation } from '../../learning/propagation/labelPropagation.ts';
import type { PropagationGraph } from '../../learning/propagation/propagationGraph.ts';
import type { Steps } from '../../engine/steps.ts';
import type { Sufficiency } from '../../shared/contract/labels.ts';

/** So many of the newest labels of a class are looked at. */
const WATCHED_LABELS = 3;
/** They changed less than this share of the pseudo-labels: another label would hardly change anything. */
const ENOUGH_SHARE = 0.01;
const NEARLY_SHARE = 0.03;

interface Effect {
  /** Labels of the class that were given together. */
  readonly labelCount: number;
  /** Share of the unlabeled images whose pseudo-label they changed. */
  readonly changedShare: number;
}

/**
 * How much the newest labels of each class changed the pseudo-labels of the images without a label. A class has enough
 * labels when its newest three changed less than 1 % of them on average, and nearly enough below 3 %. Labels given
 * together count as one effect.
 */
export class LabelEffects {
  readonly #effects = new Map<number, Effect[]>();

  add(classIndex: number, effect: Effect): void {
    const effects = this.#effects.get(classIndex) ?? [];
    effects.push(effect);
    this.#effects.set(classIndex, effects);
  }

  /** Forgets the newest effect of a class: its labels were taken away. */
  takeBack(classIndex: number): void {
    this.#effects.get(classIndex)?.pop();
  }

  sufficiency(classIndex: number, labelCount: number): Sufficiency {
    const newest = this.#newest(classIndex);
    if (newest.length === 0) return { classIndex, labelCount, state: 'more' };
    const mean = newest.reduce((sum, effect) => sum + effect.changedShare, 0) / newest.length;
    const isWatched = newest.reduce((sum, effect) => sum + effect.labelCount, 0) >= WATCHED_LABELS;
    const share = isWatched ? mean : Infinity;
    const state = share < ENOUGH_SHARE ? 'enough' : share < NEARLY_SHARE ? 'nearly' : 'more';
    return { classIndex, labelCount, changedShare: mean, state };
  }

  /** The newest effects, back to the one that makes the labels enough to look at. */
  #newest(classIndex: number): Effect[] {
    const newest: Effect[] = [];
    let labelCount = 0;
    for (const effect of (this.#effects.get(classIndex) ?? []).toReversed()) {
      if (labelCount >= WATCHED_LABELS) break;
      newest.push(effect);
      labelCount += effect.labelCount;
    }
    return newest;
  }
}

/** Share of the rows without a label, before and after, whose class changed. [N] each, a class index or -1. */
export function changedShare(
  before: ArrayLike<number>,
  after: ArrayLike<number>,
  isLabelled: (row: number) => boolean,
): number {
  let [changed, count] = [0, 0];
  for (let row = 0; row < after.length; row++) {
    if (isLabelled(row)) continue;
    count++;
    if (before[row] !== after[row]) changed++;
  }
  return count === 0 ? 0 : changed / count;
}

/**
 * The effects that the newest labels of each class had, found again by taking them away one by one, newest first.
 * `labels` are row -> class index, oldest first. One step for each label.
 */
export function* effectsOf(
  equations: PropagationGraph,
  labels: ReadonlyMap<number, number>,
  classCount: number,
): Steps<LabelEffects> {
  const effects = new LabelEffects();
  const propagation = new LabelPropagation(equations, classCount);
  propagation.solve(Array.from(labels, ([imageIndex, classIndex]) => ({ imageIndex, classIndex })));
  const now = argmaxRows(propagation.probabilities(), classCount);
  for (const classIndex of new Set(labels.values())) {
    const rows = Array.from(labels.keys()).filter((row) => labels.get(row) === classIndex);
    const newest = rows.slice(1).slice(-WATCHED_LABELS).toReversed();
    const shares: number[] = [];
    let after = now;
    for (const row of newest) {
      propagation.relabel(new Map([[row, undefined]]));
      const before = argmaxRows(propagation.probabilities(), classCount);
      shares.push(changedShare(before, after, (other) => labels.has(other)));
      after = before;
      yield;
    }
    propagation.relabel(new Map(newest.map((row) => [row, classIndex])));
    for (const share of shares.toReversed()) effects.add(classIndex, { labelCount: 1, changedShare: share });
  }
  return effects;
}
