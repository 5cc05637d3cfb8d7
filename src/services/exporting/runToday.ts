import type { OldClass } from '../../shared/contract/exporting.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { newestFinishedRun, type FinishedRun } from '../training/finishedRun.ts';
import type { TrainReport } from '../training/report.ts';
import { classNamesToday } from './classNamesToday.ts';

/** A finished training, its report with the names that the classes have now. */
export interface RunToday extends FinishedRun {
  /** Whether a class has another name than when it was trained. */
  readonly isRenamed: boolean;
  /** Classes that it tells apart and the project no longer does. */
  readonly oldClasses: readonly OldClass[];
}

/** The newest training that came to its end, with the names of today. Throws NOT_TRAINED. */
export function newestRunToday(store: ProjectStore): RunToday {
  const run = newestFinishedRun(store);
  const { names, oldClasses } = classNamesToday(store.classRecords(), run.classIndices);
  const isRenamed = run.report.classes.some(({ name }, place) => name !== names[place]);
  return { ...run, report: isRenamed ? renamed(run.report, names) : run.report, isRenamed, oldClasses };
}

function renamed(report: TrainReport, names: readonly string[]): TrainReport {
  const today = new Map(report.classes.map(({ name }, place) => [name, names[place]!]));
  return {
    ...report,
    classes: report.classes.map((one) => ({ ...one, name: today.get(one.name)! })),
    // Warnings are sentences; they name classes in quotation marks.
    warnings: report.warnings.map((words) =>
      words.replaceAll(/"([^"]+)"/g, (quoted, name: string) => (today.has(name) ? `"${today.get(name)}"` : quoted)),
    ),
  };
}
