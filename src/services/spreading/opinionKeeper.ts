import type { LivePseudoLabels } from './livePseudoLabels.ts';
import { opinionsOnLabels } from './opinions.ts';
import { letOthers } from '../workbench/turns.ts';

/** Opinions on labelled images are found when no label has changed for so long: they can wait, a keystroke cannot. */
const QUIET_MS = 300;

/** Keeps what is thought of labelled images, without their labels, up to date when there is time for it. */
export class OpinionKeeper {
  readonly #revised: () => void;
  #live: LivePseudoLabels | undefined;
  #changeCount = 0;
  #work: Promise<void> | undefined;

  /** `revised` is called when the opinions are new. */
  constructor(revised: () => void) {
    this.#revised = revised;
  }

  /** To be called after every change of labels, or when images are compared otherwise. Resolves when it is dealt with. */
  labelsChanged(live: LivePseudoLabels): Promise<void> {
    this.#live = live;
    this.#changeCount++;
    this.#work ??= this.#keepUp().finally(() => (this.#work = undefined));
    return this.#work;
  }

  /** Gives up what is under way. */
  close(): void {
    this.#live = undefined;
    this.#changeCount++;
  }

  async #keepUp(): Promise<void> {
    for (let isDone = false; !isDone;) {
      const changeCount = this.#changeCount;
      await letOthers(QUIET_MS);
      isDone = !this.#live || (changeCount === this.#changeCount && (await this.#revise(this.#live)));
    }
  }

  /** Whether nothing changed meanwhile. */
  async #revise(live: LivePseudoLabels): Promise<boolean> {
    if (!live.isSpreading) return true;
    const changeCount = this.#changeCount;
    const steps = opinionsOnLabels(live.space.equations, new Map(live.labels), live.classCount, live.classPrior);
    for (let step = steps.next(); ; step = steps.next()) {
      if (changeCount !== this.#changeCount) return false;
      if (step.done) {
        live.setOpinions(step.value);
        this.#revised();
        return true;
      }
      await letOthers();
    }
  }
}
