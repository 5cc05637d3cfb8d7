import type { StagePlan } from './plan.ts';
import type { TrainDependencies } from './prepareTraining.ts';

/** Turns steps into progress with a time left: each stage has its own pace, measured as it runs. */
export class StepProgress {
  readonly #stages: readonly StagePlan[];
  readonly #report: TrainDependencies['onProgress'];
  readonly #total: number;
  #stageIndex = -1;
  #stageStartedAt = 0;
  #stepsAtStart = 0;

  constructor(stages: readonly StagePlan[], report: TrainDependencies['onProgress']) {
    this.#stages = stages;
    this.#report = report;
    this.#total = stages.reduce((sum, stage) => sum + stage.stepCount, 0);
  }

  /** `done` counts the steps of all stages. */
  step(stageIndex: number, done: number, metrics: Readonly<Record<string, number>>): void {
    if (stageIndex !== this.#stageIndex) {
      this.#stageIndex = stageIndex;
      this.#stageStartedAt = Date.now();
      this.#stepsAtStart = done;
    }
    const stage = this.#stages[stageIndex]!;
    const elapsed = (Date.now() - this.#stageStartedAt) / 1000;
    const secondsPerStep = elapsed / Math.max(1, done - this.#stepsAtStart);
    const secondsLeft = elapsed > 0 ? Math.round(secondsPerStep * (this.#total - done)) : undefined;
    const left = secondsLeft === undefined ? '' : `, about ${secondsLeft} s left`;
    this.#report('Training', done, this.#total, `${stage.name}, loss ${metrics['loss']?.toFixed(2)}${left}`);
  }
}
