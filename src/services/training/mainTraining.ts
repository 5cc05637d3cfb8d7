import { loadCheckpoint, saveCheckpoint } from './checkpoint.ts';
import { encodeImages } from './encodeImages.ts';
import { featureSet, fitTo, predictAll } from './featureSet.ts';
import { fitToMinutes } from './fitToMinutes.ts';
import { makePlan } from './makePlan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { loadPlan, savePlan, type Run, type StoredPlan } from './run.ts';
import { runPlan, type PlanResult } from './runPlan.ts';
import type { StepReport } from './stageRunner.ts';
import { StepProgress } from './stepProgress.ts';
import { frozenEncoder } from './trainedEncoder.ts';
import { readState } from './trainingState.ts';

/** Seconds between checkpoints, so that little is lost and little time is spent on them. */
const CHECKPOINT_SECONDS = 20;
/** Steps whose metrics are written together. */
const METRICS_EVERY = 10;

/** Runs or goes on with the stages of a run, writing metrics and checkpoints. */
export async function runMainTraining(
  dependencies: TrainDependencies,
  run: Run,
  prepared: PreparedTraining,
): Promise<PlanResult & StoredPlan> {
  const { store } = dependencies;
  const plan = (await loadPlan(store, run.id)) ?? (await decidePlan(dependencies, run, prepared));
  const from = run.isResumed ? await loadCheckpoint(store, run.id) : undefined;
  const stepsBefore = (stageIndex: number): number =>
    plan.stages.slice(0, stageIndex).reduce((sum, stage) => sum + stage.stepCount, 0);
  if (run.isResumed) store.truncateMetrics(run.id, from ? stepsBefore(from.stageIndex) + from.step : 0);
  const recorder = new Recorder(dependencies, run, plan);
  try {
    const result = await runPlan(dependencies, prepared, {
      ...plan,
      labelled: run.data.labelled,
      unlabeled: run.data.unlabeled,
      ...(from ? { from } : {}),
      afterStep: (stageIndex, report, isLast) =>
        recorder.afterStep(stageIndex, stepsBefore(stageIndex) + report.step, report, isLast),
    });
    return { ...result, ...plan };
  } catch (error) {
    await recorder.saveLast();
    throw error;
  }
}

async function decidePlan(dependencies: TrainDependencies, run: Run, prepared: PreparedTraining): Promise<StoredPlan> {
  const { labelCounts, unlabeled } = run.data;
  const facts = { labelCounts, unlabeledCount: unlabeled.length, pretrained: prepared.encoder.pretrained };
  const stages = makePlan(prepared.settings, facts);
  const classPrior = await classPriorOf(dependencies, prepared);
  const { minutes } = prepared.settings;
  const fitted =
    minutes === undefined ? stages : await fitToMinutes(dependencies, prepared, { stages, classPrior, minutes });
  const plan = { stages: fitted, classPrior };
  await savePlan(dependencies.store, run.id, plan);
  return plan;
}

/** How often the classes are expected: all alike, or as the labels spread over the frozen features say. */
async function classPriorOf(dependencies: TrainDependencies, prepared: PreparedTraining): Promise<number[]> {
  const { classNames, labelled, images } = prepared.data;
  const classCount = classNames.length;
  if (prepared.settings.classPrior === 'uniform') return new Array<number>(classCount).fill(1 / classCount);
  const indices = images.map((image) => image.index);
  const encoder = frozenEncoder(prepared);
  const features = await encodeImages(dependencies.runtime, encoder, prepared.pixels, prepared.sizePx, indices);
  const set = await featureSet(dependencies.runtime, indices, features);
  const probabilities = await predictAll(dependencies.runtime, set, fitTo(set, 'propagation', labelled, classCount));
  return Array.from({ length: classCount }, (_, classIndex) => {
    let sum = 0;
    for (let row = classIndex; row < probabilities.length; row += classCount) sum += probabilities[row]!;
    return sum / indices.length;
  });
}

/** Keeps metrics, checkpoints and the progress bar up to date. */
class Recorder {
  readonly #dependencies: TrainDependencies;
  readonly #run: Run;
  readonly #progress: StepProgress;
  #pending: { step: number; name: string; value: number }[] = [];
  #last: { stageIndex: number; report: StepReport } | undefined;
  #savedAt = Date.now();

  constructor(dependencies: TrainDependencies, run: Run, plan: StoredPlan) {
    this.#dependencies = dependencies;
    this.#run = run;
    this.#progress = new StepProgress(plan.stages, dependencies.onProgress);
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
