import type { WorkbenchEvent } from '../../../shared/contract/events.ts';
import type { HeldOutPart, TrainingState } from '../../../shared/contract/training.ts';
import type { HeldOutChoice } from '../heldOutChoice.ts';
import type { PreparedTraining, TrainDependencies } from '../prepareTraining.ts';
import type { Run, StoredPlan } from '../run.ts';
import type { HeldOutPoint, ObservedStep, TrainingObserver, TrainingPhase } from '../trainingObserver.ts';
import { Filmstrip } from './filmstrip.ts';
import { Health } from './health.ts';
import type { LiveTraining } from './liveTraining.ts';
import { keptAccuracy } from './runSummaries.ts';
import { TimeLeft } from './timeLeft.ts';
import { sum, workloadOf, type Pace } from '../workload.ts';

const PHASE_WORDS: Readonly<Record<TrainingPhase, string>> = {
  preparing: 'Getting ready',
  running: 'Learning',
  checking: 'Checking on labels that were set aside',
  finishing: 'Classifying all images',
};
const STAGE_WORDS: Readonly<Record<string, string>> = {
  'warm-up': 'Learning from the labels',
  paws: 'Learning from all images',
};
/** Weight of the newest step in the speed that is shown. */
const NEWEST_WEIGHT = 0.2;

interface WatchOptions {
  readonly dependencies: TrainDependencies;
  readonly live: LiveTraining;
  readonly publish: (event: WorkbenchEvent) => void;
  readonly pace: Pace | undefined;
  readonly endsEarly: () => boolean;
}

/** Watches a run and tells windows how it goes. */
export class TrainingWatch implements TrainingObserver {
  readonly #options: WatchOptions;
  readonly #health = new Health();
  #run: Run | undefined;
  #prepared: PreparedTraining | undefined;
  #plan: StoredPlan | undefined;
  #timeLeft: TimeLeft | undefined;
  #filmstrip: Filmstrip | undefined;
  #phase: TrainingPhase = 'preparing';
  #secondsPerStep: number | undefined;
  #stageIndex = -1;
  #stepEndedAtMs = 0;

  constructor(options: WatchOptions) {
    this.#options = options;
  }

  /** What the run was prepared with, once it was. */
  get prepared(): PreparedTraining | undefined {
    return this.#prepared;
  }

  get pace(): Pace | undefined {
    return this.#timeLeft?.pace;
  }

  readonly begun = (run: Run): void => {
    this.#run = run;
    this.#options.live.change({ runId: run.id });
  };

  readonly phase = (phase: TrainingPhase): void => {
    this.#phase = phase;
    this.#timeLeft?.phase(phase);
    const { live } = this.#options;
    const { imagesPerSecond: _, ...state } = live.state;
    live.set({ ...state, phase, stage: PHASE_WORDS[phase], ...this.#left() });
  };

  readonly planned: NonNullable<TrainingObserver['planned']> = async (plan, prepared, stepsDone, start) => {
    this.#prepared = prepared;
    this.#plan = plan;
    const { dependencies, pace } = this.#options;
    this.#timeLeft = new TimeLeft(workloadOf(prepared.settings, prepared.data, plan.stages), pace);
    this.#timeLeft.phase('running');
    this.#filmstrip = new Filmstrip(dependencies, prepared, this.#run!, plan.classPrior);
    const stepCount = sum(plan.stages.map((stage) => stage.stepCount));
    const { live } = this.#options;
    live.set({ ...live.state, step: stepsDone, stepCount, ...this.#left() });
    if (stepsDone === 0) await this.#filmstrip.lookIfDue(0, start);
    this.#stepEndedAtMs = Date.now();
  };

  readonly step = async ({ stageIndex, totalStep, metrics, state }: ObservedStep): Promise<void> => {
    this.#measure(stageIndex, totalStep);
    const { live, publish } = this.#options;
    const stage = this.#plan!.stages[stageIndex]!;
    const guard = this.#health.take(metrics);
    const imageCount = stage.supportPerClass * this.#prepared!.data.classNames.length + stage.unlabeledCount;
    live.change(
      {
        step: totalStep,
        stage: STAGE_WORDS[stage.name] ?? `Learning (${stage.name})`,
        ...this.#left(),
        ...(guard ? { guard } : {}),
        ...(this.#secondsPerStep ? { imagesPerSecond: imageCount / this.#secondsPerStep } : {}),
      },
      Object.entries(metrics).flatMap(([name, value]) =>
        Number.isFinite(value) ? [{ step: totalStep, name, value }] : [],
      ),
    );
    const images = await this.#filmstrip!.lookIfDue(totalStep / live.state.stepCount, state);
    if (images.length > 0) publish({ type: 'relabelled', images });
    this.#stepEndedAtMs = Date.now();
  };

  readonly judged = (point: HeldOutPoint): void => {
    const { live } = this.#options;
    live.set({ ...live.state, heldOutParts: withPoint(live.state.heldOutParts ?? [], point) });
  };

  readonly checked = (choice: HeldOutChoice): void => {
    const heldOutAccuracy = keptAccuracy(choice.check, choice);
    if (heldOutAccuracy !== undefined) this.#options.live.change({ heldOutAccuracy });
  };

  readonly endsEarly = (): boolean => this.#options.endsEarly();

  /** Takes the progress that the services report. */
  progress(done: number, total: number): void {
    if (this.#phase === 'running') return;
    this.#timeLeft?.progress(total === 0 ? 0 : done / total);
    this.#options.live.change({ step: done, stepCount: total, ...this.#left() });
  }

  /** The first step of a stage includes what happens only once, so it says nothing. */
  #measure(stageIndex: number, totalStep: number): void {
    const seconds = (Date.now() - this.#stepEndedAtMs) / 1000;
    if (stageIndex === this.#stageIndex) {
      this.#timeLeft!.step(stageIndex, totalStep, seconds);
      const before = this.#secondsPerStep ?? seconds;
      this.#secondsPerStep = before + NEWEST_WEIGHT * (seconds - before);
    } else this.#secondsPerStep = undefined;
    this.#stageIndex = stageIndex;
  }

  #left(): Pick<TrainingState, 'secondsLeft'> {
    const secondsLeft = this.#timeLeft?.secondsLeft;
    return secondsLeft === undefined ? {} : { secondsLeft };
  }
}

function withPoint(
  parts: readonly HeldOutPart[],
  { fold, labelCount, doneShare, rightCount }: HeldOutPoint,
): HeldOutPart[] {
  const points = [...(parts[fold]?.points ?? []), { doneShare, rightCount }];
  return [...parts.slice(0, fold), { labelCount, points }];
}
