import type { ImageRecord } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { requireSharesOf } from './classPrior.ts';
import type { StagePlan } from './plan.ts';
import type { TrainSettings } from './settings.ts';
import { learntFrom, trainingData, type TrainingData } from './trainingData.ts';

/** A run under way, with everything it was begun with: a resumed run must not see labels that came later. */
export interface Run {
  readonly id: number;
  readonly settings: TrainSettings;
  readonly sizePx: number;
  readonly data: TrainingData;
  /** Index in the project of each class of the data: that stays when a class gets another name. */
  readonly classIndices: readonly number[];
  readonly isResumed: boolean;
}

/** What is stored of a run at its start, as JSON. */
interface StoredRun {
  readonly settings: TrainSettings;
  readonly sizePx: number;
  readonly labelled: TrainingData['labelled'];
  readonly unlabeled: TrainingData['unlabeled'];
  readonly classNames: readonly string[];
  readonly classIndices: readonly number[];
  readonly warnings: readonly string[];
}

/**
 * Starts a run, or finds the one to go on with. Throws LABELS_TOO_FEW, USAGE (see `expectedClasses`), and NOT_TRAINED
 * when there is none to go on with.
 */
export function beginRun(
  store: ProjectStore,
  request: { readonly settings: TrainSettings; readonly sizePx: number } | 'resume',
): Run {
  if (request === 'resume') return resumedRun(store);
  const data = learntFrom(trainingData(store), request.settings);
  const { labelled, unlabeled, classNames, warnings } = data;
  requireSharesOf(classNames, request.settings);
  const classes = store.classRecords().filter(({ isRemoved }) => !isRemoved);
  const classIndices = classNames.map((name) => classes.find((record) => record.name === name)!.index);
  const stored: StoredRun = { ...request, labelled, unlabeled, classNames, classIndices, warnings };
  const { id } = store.startRun(JSON.stringify(stored));
  return { id, ...request, data, classIndices, isResumed: false };
}

function resumedRun(store: ProjectStore): Run {
  const record = store.runs().findLast(({ state }) => state !== 'finished');
  if (!record) {
    throw new HandfulError('NOT_TRAINED', 'There is no training to go on with.', 'Start one: leave --resume out.');
  }
  const { settings, sizePx, classIndices, ...begunWith } = JSON.parse(record.settings) as StoredRun;
  const { labelled, classNames } = begunWith;
  const labelCounts = classNames.map((_, index) => labelled.filter((label) => label.classIndex === index).length);
  store.updateRun(record.id, 'running');
  const data = { ...begunWith, labelCounts, images: imagesWith(store, labelled) };
  return { id: record.id, settings, sizePx, data, classIndices, isResumed: true };
}

/** The images that are in the folder now, and the labelled ones of those that are not: their pixels are still known. */
function imagesWith(store: ProjectStore, labelled: TrainingData['labelled']): ImageRecord[] {
  const isLabelled = new Set(labelled.map((label) => label.imageIndex));
  const gone = store.goneImages().filter(({ index }) => isLabelled.has(index));
  return [...store.images(), ...gone].toSorted((a, b) => a.index - b.index);
}

/** The stages of a run, decided once: a resumed run must take the same steps. */
export interface StoredPlan {
  readonly stages: readonly StagePlan[];
  readonly classPrior: readonly number[];
  /** Plain sentences on what the training starts from. */
  readonly notes?: readonly string[];
}

const planBlob = (runId: number): string => `run-${runId}-plan.json`;

export async function savePlan(store: ProjectStore, runId: number, plan: StoredPlan): Promise<void> {
  await store.writeBlob(planBlob(runId), new TextEncoder().encode(JSON.stringify(plan)));
}

export async function loadPlan(store: ProjectStore, runId: number): Promise<StoredPlan | undefined> {
  const bytes = await store.readBlob(planBlob(runId));
  return bytes && (JSON.parse(new TextDecoder().decode(bytes)) as StoredPlan);
}
