import type { TrainingState } from '../../../shared/contract/training.ts';
import { LOWEST_ENTROPY, LOWEST_VARIANCE } from '../collapseGuard.ts';

/** Below these it is worth to watch. */
const LOW_ENTROPY = 0.5;
const LOW_VARIANCE = 0.05;
/** Weight of the newest step: single batches vary. */
const NEWEST_WEIGHT = 0.2;

type Guard = NonNullable<TrainingState['guard']>;

/** Says in plain words whether a training still tells images apart. */
export class Health {
  #entropy: number | undefined;
  #variance: number | undefined;

  /** Takes the metrics of a step; undefined as long as they say nothing. */
  take(metrics: Readonly<Record<string, number>>): Guard | undefined {
    this.#entropy = smoothed(this.#entropy, metrics['prediction-entropy']);
    this.#variance = smoothed(this.#variance, metrics['embedding-variance']);
    if (this.#entropy === undefined || this.#variance === undefined) return undefined;
    return guardOf(this.#entropy, this.#variance);
  }
}

function guardOf(entropy: number, variance: number): Guard {
  const evenness = `${Math.round(100 * entropy)} % even`;
  if (entropy < LOWEST_ENTROPY || variance < LOWEST_VARIANCE) {
    const words =
      'It says nearly the same of every image. If that lasts, this stage is undone and the model from before it kept.';
    return { state: 'collapsed', words };
  }
  if (entropy < LOW_ENTROPY) {
    const words = `It leans towards few classes (${evenness}). More labels of the others would help.`;
    return { state: 'watch', words };
  }
  if (variance < LOW_VARIANCE) {
    return { state: 'watch', words: 'Images begin to look alike to it. More labels, of different kinds, would help.' };
  }
  return { state: 'fine', words: `It goes well: it tells images apart and uses all classes (${evenness}).` };
}

function smoothed(before: number | undefined, value: number | undefined): number | undefined {
  if (value === undefined || !Number.isFinite(value)) return before;
  return before === undefined ? value : before + NEWEST_WEIGHT * (value - before);
}
