import type { ProjectStore } from '../ports/projectStore.ts';
import type { LivePseudoLabels } from './livePseudoLabels.ts';
import { changedShare, effectsOf, type LabelEffects } from './sufficiency.ts';
import { inTurns } from '../workbench/turns.ts';

/** What the pseudo-labels were at a moment. */
interface PseudoState {
  readonly isSpreading: boolean;
  /** [N] */
  readonly classes: Int16Array;
  /** Row -> class index. */
  readonly labels: ReadonlyMap<number, number>;
}

/** To be taken before labels change. */
export function stateOf(live: LivePseudoLabels): PseudoState {
  return { isSpreading: live.isSpreading, classes: live.winners.classes, labels: new Map(live.labels) };
}

/** Knows the effects of the newest labels: found again when first asked for, noted with every change from then on. */
export class EffectKeeper {
  readonly #store: ProjectStore;
  #live: LivePseudoLabels | undefined;
  #effects: Promise<LabelEffects> | undefined;

  constructor(store: ProjectStore) {
    this.#store = store;
  }

  /** Undefined while labels do not spread. */
  async of(live: LivePseudoLabels): Promise<LabelEffects | undefined> {
    if (!live.isSpreading) return undefined;
    if (this.#live !== live) {
      this.#live = live;
      this.#effects = inTurns(effectsOf(live.space.equations, this.#byTime(live), live.classCount));
    }
    return this.#effects;
  }

  labelsChanged(before: PseudoState, live: LivePseudoLabels): void {
    if (this.#live !== live || !before.isSpreading) return;
    const given = new Map<number, number>();
    const taken = new Set<number>();
    for (const [row, classIndex] of live.labels) {
      if (before.labels.get(row) !== classIndex) given.set(classIndex, (given.get(classIndex) ?? 0) + 1);
    }
    for (const [row, classIndex] of before.labels) if (live.labels.get(row) !== classIndex) taken.add(classIndex);
    const isLabelled = (row: number): boolean => before.labels.has(row) || live.labels.has(row);
    const share = changedShare(before.classes, live.winners.classes, isLabelled);
    this.#effects = this.#effects?.then((effects) => {
      for (const [classIndex, labelCount] of given) effects.add(classIndex, { labelCount, changedShare: share });
      for (const classIndex of taken) effects.takeBack(classIndex);
      return effects;
    });
  }

  /** Labelled rows, those that were labelled first first. */
  #byTime(live: LivePseudoLabels): Map<number, number> {
    const byTime = new Map<number, number>();
    for (const { imageIndex } of this.#store.labelLog()) {
      const row = live.space.rowOf[imageIndex] ?? -1;
      const classIndex = live.labels.get(row);
      byTime.delete(row);
      if (classIndex !== undefined) byTime.set(row, classIndex);
    }
    return byTime;
  }
}
