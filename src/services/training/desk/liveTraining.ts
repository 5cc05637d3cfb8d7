import type { WorkbenchEvent } from '../../../shared/contract/events.ts';
import type { MetricPoint, TrainingState } from '../../../shared/contract/training.ts';

/** Milliseconds between two events: four a second are as many as anybody can follow. */
const EVERY_MS = 250;

/** The state of the training as windows see it. Steps come faster than events are wanted, so their metrics travel together. */
export class LiveTraining {
  readonly #publish: (event: WorkbenchEvent) => void;
  #state: TrainingState;
  #metrics: MetricPoint[] = [];
  #publishedAtMs = 0;

  constructor(publish: (event: WorkbenchEvent) => void, state: TrainingState) {
    this.#publish = publish;
    this.#state = state;
  }

  get state(): TrainingState {
    return this.#state;
  }

  /** Replaces the state and publishes it at once, with all metrics that wait. */
  set(state: TrainingState): void {
    this.#state = state;
    this.#flush();
  }

  /** Changes the state; published when it is time to. */
  change(change: Partial<TrainingState>, metrics: readonly MetricPoint[] = []): void {
    this.#state = { ...this.#state, ...change };
    this.#metrics.push(...metrics);
    if (Date.now() - this.#publishedAtMs >= EVERY_MS) this.#flush();
  }

  #flush(): void {
    const metrics = this.#metrics;
    this.#metrics = [];
    this.#publishedAtMs = Date.now();
    this.#publish({ type: 'training', state: this.#state, metrics });
  }
}
