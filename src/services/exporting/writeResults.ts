import type { ExportKind, ExportResult } from '../../shared/contract/exporting.ts';
import type { ReviewSummary } from '../../shared/contract/review.ts';
import { throwIfStopped } from '../../shared/stopSignal.ts';
import { writePredictions } from '../../data/labels/writePredictions.ts';
import type { Draft } from '../ports/outputs.ts';
import type { ActivityHandle } from '../workbench/activities.ts';
import type { Bench } from '../workbench/bench.ts';
import { cardHtml } from './card/cardHtml.ts';
import { choosePictures, embedPictures, type ClassImages } from './card/cardPictures.ts';
import { modelCard, type ModelCardFacts } from './card/modelCard.ts';
import { classifyLater, laterImages } from './classifyLater.ts';
import { copySorted } from './copySorted.ts';
import { exportClassifier } from './exportClassifier.ts';
import { predictionRows } from './predictionRows.ts';
import type { RunToday } from './runToday.ts';
import { MAX_COMPARED } from './verifyExport.ts';
import type { ExportCheck } from './verifyExport.ts';

/** What each kind of result is called in its folder. */
export const RESULT_NAMES: Readonly<Record<ExportKind, string>> = {
  classifier: 'classifier.onnx',
  predictions: 'predictions.csv',
  folders: 'images by class',
  card: 'model-card.html',
};

/** What was found out while results were written. */
export type Outcome = Pick<ExportResult, 'check' | 'oldClasses' | 'copiedCount' | 'skipped'>;

export interface WriteWork {
  readonly bench: Bench;
  readonly run: RunToday;
  /** The review of that training, where there is one. */
  readonly review: ReviewSummary | null;
  readonly handle: ActivityHandle;
  readonly draft: Draft;
}

/** Writes results of a finished training into a draft. Throws EXPORT_DISAGREES, FOLDER_MISSING, DISK_FULL, STOPPED. */
export async function writeResults(kinds: ReadonlySet<ExportKind>, work: WriteWork): Promise<Outcome> {
  const { bench, run, handle, draft } = work;
  const chosen = kinds.has('card') ? await choosePictures(bench.store, run.id) : [];
  const later = kinds.has('predictions') || kinds.has('folders') ? laterImages(bench.store) : [];
  const step = stepper(handle, later.length + totalOf(kinds, bench.images().length, chosen));
  const check = kinds.has('classifier') ? await writeClassifier(work, step) : undefined;
  if (later.length > 0) {
    await classifyLater(bench.machine.runtime, bench.store, bench.folder(), { images: later, onImage: step });
  }
  if (kinds.has('predictions')) {
    await draft.write(RESULT_NAMES.predictions, bytes(writePredictions(predictionRows(bench.store))));
  }
  if (kinds.has('card')) await writeCard(work, chosen, check, step);
  const copied = kinds.has('folders') ? await writeFolders(work, step) : {};
  return { ...(check ? { check: countsOf(check), oldClasses: [...run.oldClasses] } : {}), ...copied };
}

/** Things that take time: images that are compared, pictures of the card, images that are copied. */
function totalOf(kinds: ReadonlySet<ExportKind>, imageCount: number, chosen: readonly ClassImages[]): number {
  const pictures = chosen.reduce((sum, { typical, mistaken }) => sum + typical.length + mistaken.length, 0);
  const compared = kinds.has('classifier') ? Math.min(MAX_COMPARED, imageCount) : 0;
  return compared + pictures + (kinds.has('folders') ? imageCount : 0);
}

/** Counts one thing more, and ends the work when it should stop. */
function stepper({ progress, signal }: ActivityHandle, total: number): () => void {
  let done = 0;
  return () => {
    progress(++done, total);
    throwIfStopped(signal, 'Writing the results', 'Nothing was written. Start it again.');
  };
}

async function writeClassifier({ bench, draft }: WriteWork, step: () => void): Promise<ExportCheck> {
  const { machine, store } = bench;
  const { file, check } = await exportClassifier(machine.runtime, store, bench.folder(), { onImage: step });
  await draft.write(RESULT_NAMES.classifier, file);
  return check;
}

async function writeCard(
  { bench, run, review, draft }: WriteWork,
  chosen: readonly ClassImages[],
  check: ExportCheck | undefined,
  step: () => void,
): Promise<void> {
  const { machine, store } = bench;
  const pictures = machine.openPictures(store.path, () => store.folder);
  const facts: ModelCardFacts = {
    report: run.report,
    oldClasses: run.oldClasses,
    pictures: await embedPictures(chosen, pictures, step),
    createdAt: new Date().toISOString().slice(0, 10),
    ...(check ? { check } : {}),
    ...(review ? { review: { ...review, classNames: namesOf(bench, review.classIndices) } } : {}),
  };
  await draft.write(RESULT_NAMES.card, bytes(cardHtml(modelCard(facts))));
}

function namesOf({ store }: Bench, classIndices: readonly number[]): string[] {
  const records = store.classRecords();
  return classIndices.map((index) => records[index]?.name ?? '');
}

function writeFolders({ bench, draft }: WriteWork, step: () => void): ReturnType<typeof copySorted> {
  const { root } = bench.folder();
  return copySorted({
    images: bench.images(),
    rows: predictionRows(bench.store),
    fileOf: ({ path }) => `${root}/${path}`,
    draft,
    folder: RESULT_NAMES.folders,
    concurrency: bench.machine.concurrency,
    onImage: step,
  });
}

function countsOf({ comparedCount, sameLabel, largestDifference }: ExportCheck): NonNullable<ExportResult['check']> {
  return { imageCount: comparedCount, sameLabelCount: Math.round(sameLabel * comparedCount), largestDifference };
}

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
