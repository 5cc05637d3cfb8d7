import { HandfulError } from '../../shared/errors.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { TrainReport } from './report.ts';

export interface FinishedRun {
  readonly id: number;
  readonly report: TrainReport;
}

/** The newest training that came to its end. Throws NOT_TRAINED when there is none. */
export function newestFinishedRun(store: ProjectStore): FinishedRun {
  const run = store.runs().findLast(({ state }) => state === 'finished');
  if (run?.report !== undefined) return { id: run.id, report: JSON.parse(run.report) as TrainReport };
  throw new HandfulError(
    'NOT_TRAINED',
    'The project has no finished training.',
    'Train it: `handful train --project P`, with --resume if one was interrupted.',
  );
}
