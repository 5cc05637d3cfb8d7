import { HandfulError } from '../../shared/errors.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { TrainReport } from './report.ts';

export interface FinishedRun {
  readonly id: number;
  readonly report: TrainReport;
  /** Indices of the images that it was given a label of. */
  readonly labelled: ReadonlySet<number>;
  /** Index in the project of each class of the report. */
  readonly classIndices: readonly number[];
}

/** The newest training that came to its end, if there is one. */
export function finishedRunOf(store: ProjectStore): FinishedRun | undefined {
  const run = store.runs().findLast(({ state }) => state === 'finished');
  if (run?.report === undefined) return undefined;
  const { labelled, classIndices } = JSON.parse(run.settings) as {
    labelled: readonly { imageIndex: number }[];
    classIndices: readonly number[];
  };
  return {
    id: run.id,
    report: JSON.parse(run.report) as TrainReport,
    labelled: new Set(labelled.map(({ imageIndex }) => imageIndex)),
    classIndices,
  };
}

/** The newest training that came to its end. Throws NOT_TRAINED when there is none. */
export function newestFinishedRun(store: ProjectStore): FinishedRun {
  const run = finishedRunOf(store);
  if (run) return run;
  throw new HandfulError(
    'NOT_TRAINED',
    'The project has no finished training.',
    'Train it first, in the window on the screen Train or with `handful train --project P`; one that was interrupted can go on.',
  );
}
