import type {
  MetricPoint,
  RunSummary,
  TrainingChoices,
  TrainingEstimate,
  TrainingOptions,
  TrainingState,
} from '../../../shared/contract/training.ts';
import type { RunRecord } from '../../../shared/domain/records.ts';
import { HandfulError } from '../../../shared/errors.ts';
import { checkEncoder } from '../../encoders/checkEncoder.ts';
import type { Bench } from '../../workbench/bench.ts';
import { trainingData } from '../trainingData.ts';
import { trainingOptions } from './choices.ts';
import { decide } from './decide.ts';
import { estimateTraining } from './estimate.ts';
import { LiveTraining } from './liveTraining.ts';
import { PaceBook } from './paceBook.ts';
import { restingState, runSummary } from './runSummaries.ts';
import { TrainingJob, type JobRequest } from './trainingJob.ts';

/** The trainings of an open project: one at a time, each of which can be paused, resumed and ended early. */
export class TrainingDesk {
  readonly #bench: Bench;
  readonly #finished: () => void;
  readonly #live: LiveTraining;
  readonly #paces: PaceBook;
  #job: TrainingJob | undefined;
  #estimating: Promise<unknown> = Promise.resolve();

  /** `finished` is called when a training has come to its end and left its features. */
  constructor(bench: Bench, finished: () => void) {
    this.#bench = bench;
    this.#finished = finished;
    this.#paces = new PaceBook(bench.store);
    this.#live = new LiveTraining((event) => bench.publish(event), restingState(this.#newest()));
  }

  get state(): TrainingState {
    return this.#live.state;
  }

  options(): TrainingOptions {
    return trainingOptions();
  }

  /** Whether an ONNX file can be trained, in words where it cannot. Never throws for a fault of the file. */
  async checkEncoder(path: string): Promise<{ isTrainable: boolean; representationDim: number; words: string[] }> {
    const { encoders, runtime } = this.#bench.machine;
    const { trainable, representationDim = 0, problems } = await checkEncoder(path, encoders, runtime);
    return { isTrainable: trainable, representationDim, words: [...problems] };
  }

  /** Takes seconds the first time, when a few steps are tried; one after another, so as not to measure each other. */
  estimate(choices: TrainingChoices): Promise<TrainingEstimate> {
    const work = async (): Promise<TrainingEstimate> =>
      estimateTraining(this.#bench, choices, this.#paces, this.#job === undefined);
    const result = this.#estimating.then(work, work);
    this.#estimating = result;
    return result;
  }

  /** Throws TRAINING_BUSY, LABELS_TOO_FEW, FOLDER_EMPTY, USAGE, MODEL_UNREADABLE. What goes wrong later is in the state. */
  async start(choices: TrainingChoices): Promise<TrainingState> {
    return this.#run(async () => {
      trainingData(this.#bench.store);
      const { settings, sizePx } = await decide(this.#bench, choices);
      return { settings, sizePx };
    });
  }

  /** Saves where the training is and lets go of the processor. */
  async pause(): Promise<TrainingState> {
    await this.#job?.stop('paused');
    return this.state;
  }

  /** Goes on with the newest training, also one that a crash interrupted. Throws TRAINING_BUSY, NOT_TRAINED. */
  resume(): Promise<TrainingState> {
    return this.#run(async () => this.#resumable());
  }

  /** Ends the training; with `keep` the stages end and the classifier is made of what was learnt so far. */
  async stop({ keep }: { readonly keep: boolean }): Promise<TrainingState> {
    if (keep && this.#job) this.#job.endEarly();
    else if (keep) await this.#run(async () => this.#resumable(), true);
    else if (this.#job) await this.#job.stop('stopped');
    else if (this.state.phase === 'paused') this.#live.set({ ...this.state, phase: 'stopped' });
    return this.state;
  }

  /** Metrics of a run, by default of the newest, from a step on. */
  metrics(runId: number | undefined, fromStep: number): MetricPoint[] {
    const id = runId ?? this.#newest()?.id;
    if (id === undefined) return [];
    return this.#bench.store.metrics(id).filter(({ step, value }) => step >= fromStep && Number.isFinite(value));
  }

  runs(): RunSummary[] {
    return this.#bench.store.runs().map((run) => runSummary(run, this.#job !== undefined));
  }

  async #run(request: () => Promise<JobRequest>, endsEarly = false): Promise<TrainingState> {
    if (this.#job) {
      const remedy = 'Wait until it has finished, or pause or stop it.';
      throw new HandfulError('TRAINING_BUSY', 'A training is under way.', remedy);
    }
    const job = new TrainingJob(this.#bench, this.#live, this.#paces);
    this.#job = job;
    if (endsEarly) job.endEarly();
    try {
      const decided = await request();
      const done = job.run(decided).finally(() => (this.#job = undefined));
      this.#bench.inBackground(done.then((isFinished) => (isFinished ? this.#finished() : undefined)));
    } catch (error) {
      this.#job = undefined;
      throw error;
    }
    return this.state;
  }

  #resumable(): 'resume' {
    const newest = this.#newest();
    if (newest && newest.state !== 'finished') return 'resume';
    throw new HandfulError('NOT_TRAINED', 'There is no training to go on with.', 'Start one.');
  }

  #newest(): RunRecord | undefined {
    return this.#bench.store.runs().at(-1);
  }
}
