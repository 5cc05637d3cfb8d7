import { HandfulError } from '../../src/shared/errors.ts';
import type { WorkbenchEvent } from '../../src/shared/contract/events.ts';
import type { Machine } from '../../src/services/ports/machine.ts';
import { Activities } from '../../src/services/workbench/activities.ts';
import type { Bench } from '../../src/services/workbench/bench.ts';
import { SMALL_SIZE_PX, type SmallProject } from './smallProject.ts';

export interface SmallBench extends Bench {
  /** All that was published, in order. */
  readonly events: WorkbenchEvent[];
  /** Called with each event. */
  onEvent: (event: WorkbenchEvent) => void;
  /** Resolves when nothing is under way in the background. */
  settled(): Promise<void>;
}

/** A bench for a part of an open project that needs no more of the machine than its runtime and its encoders. */
export function smallBench({ store, folder, runtime, training }: SmallProject): SmallBench {
  const background = new Set<Promise<unknown>>();
  const events: WorkbenchEvent[] = [];
  const publish = (event: WorkbenchEvent): void => {
    events.push(event);
    bench.onEvent(event);
  };
  const bench = {
    machine: { runtime, encoders: training.encoders, concurrency: 1 } as unknown as Machine,
    store,
    activities: new Activities((activity) => publish({ type: 'activity', activity })),
    images: () => store.images(),
    folder: () => folder,
    imageSizePx: async () => SMALL_SIZE_PX,
    publish,
    changed: () => undefined,
    inBackground(work: Promise<unknown>) {
      const quiet = work
        .catch((error: unknown) => {
          if (!(error instanceof HandfulError)) throw error;
        })
        .finally(() => background.delete(quiet));
      background.add(quiet);
    },
    events,
    onEvent: (() => undefined) as SmallBench['onEvent'],
    settled: async () => void (await Promise.all(background)),
  };
  // What a training asks of a bench is here; the book of labels is not.
  return bench as unknown as SmallBench;
}
