import { saveCheckpoint } from './checkpoint.ts';
import type { StagePlan } from './plan.ts';
import type { TrainDependencies } from './prepareTraining.ts';
import type { Run } from './run.ts';
import type { StepReport } from './stageRunner.ts';
import { StepProgress } from './stepProgress.ts';
import { readState } from './trainingState.ts';

/** Seconds between checkpoints, so that little is lost and little time is spent on them. */
const CHECKPOINT_SECONDS = 20;
/** Steps whose metrics are written together. */
const METRICS_EVERY = 10;

/** Keeps metrics, checkpoints and the progress bar of a run up to date. */
export class RunRecorder {
  readonly #dependencies: TrainDependencies;
  readonly #run: Run;
  readonly #progress: StepProgress;
  #pending: { step: number; name: string; value: number }[] = [];
  #last: { stageIndex: number; report: StepReport } | undefined;
  #savedAt = Date.now();

  constructor(dependencies: TrainDependencies, run: Run, stages: readonly StagePlan[]) {
    this.#dependencies = dependencies;
    this.#run = run;
    this.#progress = new StepProgress(stages, dependencies.onProgress);
  }

  /** The newest step, if there was one. */
  get reached(): { readonly stageIndex: number; readonly step: number } | undefined {
    return this.#last && { stageIndex: this.#last.stageIndex, step: this.#last.report.step };
  }

  async afterStep(stageIndex: number, totalStep: number, report: StepReport, isLast: boolean): Promise<void> {
    this.#last = { stageIndex, report };
    for (const [name, value] of Object.entries(report.metrics)) {
      if (Number.isFinite(value)) this.#pending.push({ step: totalStep, name, value });
    }
    this.#progress.step(stageIndex, totalStep, report.metrics);
    if (isLast || totalStep % METRICS_EVERY === 0) this.#writeMetrics();
    if (isLast || Date.now() - this.#savedAt > CHECKPOINT_SECONDS * 1000) await this.saveLast();
  }

  /** Writes a checkpoint of the newest step, if there was one. */
  async saveLast(): Promise<void> {
    if (!this.#last) return;
    this.#writeMetrics();
    const { stageIndex, report } = this.#last;
    const tensors = await readState(report.state);
    await saveCheckpoint(this.#dependencies.store, this.#run.id, { stageIndex, step: report.step, tensors });
    this.#savedAt = Date.now();
  }

  #writeMetrics(): void {
    this.#dependencies.store.addMetrics(this.#run.id, this.#pending);
    this.#pending = [];
  }
}
