import { HandfulError } from '../../../shared/errors.ts';
import { problemOf } from '../../../shared/problem.ts';
import type { StopSignal } from '../../../shared/stopSignal.ts';
import type { ActivityHandle } from '../../workbench/activities.ts';
import type { Bench } from '../../workbench/bench.ts';
import { finishedRunOf } from '../finishedRun.ts';
import type { TrainSettings } from '../settings.ts';
import { trainProject } from '../trainProject.ts';
import { deskDependencies } from './deskDependencies.ts';
import type { LiveTraining } from './liveTraining.ts';
import { paceKey, type PaceBook } from './paceBook.ts';
import { deviceWords, finishedState, keptAccuracy } from './runSummaries.ts';
import { TrainingWatch } from './trainingWatch.ts';
import type { Pace } from '../workload.ts';

export type JobRequest = { readonly settings: TrainSettings; readonly sizePx: number } | 'resume';

/** One training from its start to its end, its pause or its failure. */
export class TrainingJob {
  readonly #bench: Bench;
  readonly #live: LiveTraining;
  readonly #paces: PaceBook;
  #stoppedAs: 'paused' | 'stopped' | undefined;
  #endsEarly = false;
  #done: Promise<unknown> = Promise.resolve();

  constructor(bench: Bench, live: LiveTraining, paces: PaceBook) {
    this.#bench = bench;
    this.#live = live;
    this.#paces = paces;
  }

  /** Trains. Resolves to whether it came to its end; what goes wrong is in the state. */
  run(request: JobRequest): Promise<boolean> {
    const device = deviceWords(this.#bench.machine.runtime.device);
    const earlier = finishedRunOf(this.#bench.store);
    const earlierAccuracy = earlier && keptAccuracy(earlier.report.heldOut, earlier.report.kept);
    this.#live.set({
      phase: 'preparing',
      stage: 'Getting ready',
      step: 0,
      stepCount: 0,
      canResume: false,
      device,
      ...(earlierAccuracy === undefined ? {} : { earlierAccuracy }),
    });
    const done = this.#train(request);
    this.#done = done;
    return done;
  }

  /** Ends after the step that is under way, saved. Resolves when it has ended. */
  async stop(as: 'paused' | 'stopped'): Promise<void> {
    this.#stoppedAs = as;
    await this.#done;
  }

  endEarly(): void {
    this.#endsEarly = true;
  }

  async #train(request: JobRequest): Promise<boolean> {
    try {
      const options = { kind: 'training', title: 'Training' } as const;
      await this.#bench.activities.run(options, (handle) => this.#trainAs(request, handle));
      return true;
    } catch (error) {
      this.#end(error);
      return false;
    }
  }

  async #trainAs(request: JobRequest, handle: ActivityHandle): Promise<void> {
    let watch: TrainingWatch | undefined = undefined;
    const dependencies = deskDependencies(this.#bench, {
      signal: this.#signal(handle.signal),
      onProgress: (_, done, total) => {
        handle.progress(done, total);
        watch?.progress(done, total);
      },
    });
    watch = new TrainingWatch({
      dependencies,
      live: this.#live,
      publish: (event) => this.#bench.publish(event),
      pace: await this.#knownPace(request),
      endsEarly: () => this.#endsEarly,
    });
    try {
      const { run, report } = await trainProject(dependencies, request, watch);
      await this.#notePace(watch, run);
      const { step, stepCount, heldOutParts } = this.#live.state;
      const seen = heldOutParts ? { heldOutParts } : {};
      this.#live.set({ ...finishedState(run.id, report), step, stepCount, ...seen });
    } finally {
      await watch.prepared?.pixels.close();
    }
  }

  #signal(activity: StopSignal): StopSignal {
    const isStopped = (): boolean => activity.aborted || this.#stoppedAs !== undefined;
    return {
      get aborted() {
        return isStopped();
      },
    };
  }

  async #knownPace(request: JobRequest): Promise<Pace | undefined> {
    if (request === 'resume') return undefined;
    return this.#paces.find(paceKey(this.#bench.machine.runtime, request.settings, request.sizePx));
  }

  async #notePace({ pace }: TrainingWatch, run: { settings: TrainSettings; sizePx: number }): Promise<void> {
    if (pace) await this.#paces.note(paceKey(this.#bench.machine.runtime, run.settings, run.sizePx), pace);
  }

  #end(error: unknown): void {
    const { runId, step, stepCount, device } = this.#live.state;
    const state = {
      step,
      stepCount,
      canResume: runId !== undefined,
      ...(runId === undefined ? {} : { runId }),
      ...(device === undefined ? {} : { device }),
    };
    const isStopped = error instanceof HandfulError && error.code === 'STOPPED';
    if (isStopped) this.#live.set({ ...state, phase: this.#stoppedAs ?? 'paused' });
    else this.#live.set({ ...state, phase: 'failed', error: problemOf(error) });
  }
}
