import type { Activity } from '../../shared/contract/events.ts';
import { HandfulError } from '../../shared/errors.ts';
import { problemOf } from '../../shared/problem.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';
import { ProgressMeter } from '../projects/progressMeter.ts';

/** What long work is given to tell how far it is, and to hear that it should stop. */
export interface ActivityHandle {
  readonly signal: StopSignal;
  /** Counts are of whatever the work counts; a change of `total` begins the measure of speed anew. */
  progress(done: number, total: number): void;
}

interface Running {
  activity: Activity;
  readonly signal: { aborted: boolean };
}

export interface ActivityOptions {
  readonly kind: Activity['kind'];
  /** In words, as the screen shows it. */
  readonly title: string;
  readonly canCancel?: boolean;
}

/** Long work under way: its progress is published, and it can be cancelled by id. */
export class Activities {
  readonly #publish: (activity: Activity) => void;
  readonly #running = new Map<string, Running>();
  #count = 0;

  constructor(publish: (activity: Activity) => void) {
    this.#publish = publish;
  }

  /** Those under way. */
  list(): Activity[] {
    return [...this.#running.values()].map(({ activity }) => activity);
  }

  /** Asks an activity to stop; one that has ended already is none. */
  cancel(id: string): void {
    const running = this.#running.get(id);
    if (running?.activity.canCancel) running.signal.aborted = true;
  }

  cancelAll(): void {
    for (const { signal } of this.#running.values()) signal.aborted = true;
  }

  /** Does the work and resolves or rejects as it does; its end is published either way. */
  async run<T>(options: ActivityOptions, work: (handle: ActivityHandle) => Promise<T>): Promise<T> {
    const running = this.#begin(options);
    const { id } = running.activity;
    try {
      const result = await work({ signal: running.signal, progress: this.#progressOf(running) });
      this.#end(id, 'done');
      return result;
    } catch (error) {
      const isCancelled = error instanceof HandfulError && error.code === 'STOPPED';
      this.#end(id, isCancelled ? 'cancelled' : 'failed', isCancelled ? undefined : error);
      throw error;
    }
  }

  #begin({ kind, title, canCancel = true }: ActivityOptions): Running {
    const id = `${kind}-${++this.#count}`;
    const running: Running = {
      activity: { id, kind, title, done: 0, total: 0, canCancel, state: 'running' },
      signal: { aborted: false },
    };
    this.#running.set(id, running);
    this.#publish(running.activity);
    return running;
  }

  #progressOf(running: Running): ActivityHandle['progress'] {
    let meter: ProgressMeter | undefined;
    let counted = 0;
    return (done, total) => {
      if (!meter || total !== running.activity.total) {
        running.activity = { ...running.activity, done, total };
        meter = new ProgressMeter(total, ({ imagesPerSecond: rate, secondsLeft, done: sum }) => {
          running.activity = { ...running.activity, done: sum, rate, secondsLeft };
          this.#publish(running.activity);
        });
        counted = 0;
      }
      meter.add(done - counted);
      counted = done;
    };
  }

  #end(id: string, state: Activity['state'], error?: unknown): void {
    const { activity } = this.#running.get(id)!;
    this.#running.delete(id);
    this.#publish({ ...activity, state, ...(error === undefined ? {} : { error: problemOf(error) }) });
  }
}
