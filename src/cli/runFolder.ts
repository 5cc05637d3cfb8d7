import { existsSync, mkdirSync } from 'node:fs';
import { rename } from 'node:fs/promises';
import path from 'node:path';
import { readTruth } from '../data/labels/readTruth.ts';
import { writePredictions } from '../data/labels/writePredictions.ts';
import { writeWhole } from '../platform/node/files/writeWhole.ts';
import { exportClassifier } from '../services/exporting/exportClassifier.ts';
import { cardMarkdown } from '../services/exporting/card/cardMarkdown.ts';
import { modelCard } from '../services/exporting/card/modelCard.ts';
import { predictionRows } from '../services/exporting/predictionRows.ts';
import { labelFromCsv } from '../services/labeling/labelFromCsv.ts';
import { suggestImageSize } from '../services/projects/suggestImageSize.ts';
import { chooseImageSize } from '../services/training/chooseImageSize.ts';
import { accuracyOf } from '../services/training/accuracy.ts';
import { runBaselines } from '../services/training/baselines.ts';
import type { Accuracy, TrainReport } from '../services/training/report.ts';
import type { TrainSettings } from '../services/training/settings.ts';
import { trainProject } from '../services/training/trainProject.ts';
import type { SkippedFile } from '../shared/domain/records.ts';
import { printImport } from './commands/import.ts';
import { printLabels } from './commands/label.ts';
import { tellPlan } from './commands/train.ts';
import type { Console } from './console.ts';
import { today } from './today.ts';
import { inWorkspace, type Workspace } from './workspace.ts';

/** The main job: a folder and a handful of labels in, a classifier out. */
export interface RunRequest {
  readonly folder: string;
  readonly labels: { readonly text: string; readonly origin: string };
  readonly truth?: { readonly text: string; readonly origin: string };
  readonly baselines: boolean;
  readonly out: string;
  readonly settings: TrainSettings;
  readonly device: 'auto' | 'cpu';
}

/** What `report.json` holds: the report of the training, and the accuracies where there is a truth. */
export interface RunReport extends Omit<TrainReport, 'secondsPerStage'> {
  readonly seed: number;
  /** Files that could not be used, and why. */
  readonly skipped: readonly SkippedFile[];
  readonly secondsPerStage: Readonly<Record<string, number>>;
  readonly exportCheck: Awaited<ReturnType<typeof exportClassifier>>['check'];
  readonly accuracy?: {
    readonly trained: number;
    readonly frozen?: number;
    readonly supervised?: number;
    readonly perClass: Readonly<Record<string, Accuracy['perClass']>>;
    readonly imageCount: number;
  };
}

/** Does the main job and writes classifier.onnx, predictions.csv, report.json and model-card.md into `out`. */
export async function runFolder(request: RunRequest, console: Console, signal: AbortSignal): Promise<RunReport> {
  mkdirSync(request.out, { recursive: true });
  const project = path.join(request.out, 'project.handful');
  await setAside(project);
  const options = { device: request.device, console, signal };
  return inWorkspace(project, request.folder, options, (workspace) => runInWorkspace(request, workspace, console));
}

/** A project of an earlier run may hold labels that were given since: it gets another name and is kept. */
async function setAside(project: string): Promise<void> {
  if (!existsSync(project)) return;
  let number = 1;
  while (existsSync(asideName(project, number))) number++;
  await rename(project, asideName(project, number));
}

const asideName = (project: string, number: number): string => project.replace(/\.handful$/, `-${number}.handful`);

async function runInWorkspace(request: RunRequest, workspace: Workspace, console: Console): Promise<RunReport> {
  const { store, training, folder, runtime } = workspace;
  const startedAt = Date.now();
  const sizePx = await chooseImageSize(request.settings, () => suggestImageSize(folder), training.encoders);
  // A training follows, which needs every pixel: a glimpse first would only be work twice over.
  printImport(await workspace.importImages(sizePx, 'everyPixel'), console);
  const importSeconds = (Date.now() - startedAt) / 1000;
  printLabels(labelFromCsv(store, request.labels.text, request.labels.origin), console);
  const paths = store.images().map((image) => image.path);
  const truth = request.truth && readTruth(request.truth.text, paths, request.truth.origin);
  const { report, prepared } = await trainProject(training, { settings: request.settings, sizePx }, tellPlan(console));
  const baselines = request.baselines ? await runBaselines(training, prepared, report) : undefined;
  const exportStartedAt = Date.now();
  const exported = await exportClassifier(runtime, store, folder);
  const rows = predictionRows(store);
  const labels = { trained: new Map(rows.map(({ path: file, label }) => [file, label])), ...baselines };
  const humanPaths = new Set(rows.filter(({ source }) => source === 'human').map(({ path: file }) => file));
  const judged = truth && judge(labels, truth, humanPaths);
  const runReport: RunReport = {
    ...report,
    seed: request.settings.seed,
    skipped: store.skipped(),
    secondsPerStage: {
      import: importSeconds,
      ...report.secondsPerStage,
      export: (Date.now() - exportStartedAt) / 1000,
    },
    exportCheck: exported.check,
    ...(judged ? { accuracy: accuracies(judged) } : {}),
  };
  await writeResults(request.out, { file: exported.file, rows, runReport, measured: judged?.trained });
  return runReport;
}

/** Something of what was trained, and of the baselines where they were. */
type OfEach<T> = Readonly<Record<'trained', T> & Partial<Record<'frozen' | 'supervised', T>>>;

/** The accuracy of the labels that each gives. */
function judge(
  labels: OfEach<ReadonlyMap<string, string>>,
  truth: ReadonlyMap<string, string>,
  humanPaths: ReadonlySet<string>,
): OfEach<Accuracy> {
  const judged = Object.entries(labels).map(([name, given]) => [name, accuracyOf(given, truth, humanPaths)]);
  return Object.fromEntries(judged) as OfEach<Accuracy>;
}

function accuracies(judged: OfEach<Accuracy>): NonNullable<RunReport['accuracy']> {
  return {
    trained: judged.trained.overall,
    ...(judged.frozen ? { frozen: judged.frozen.overall } : {}),
    ...(judged.supervised ? { supervised: judged.supervised.overall } : {}),
    perClass: Object.fromEntries(Object.entries(judged).map(([name, { perClass }]) => [name, perClass])),
    imageCount: judged.trained.imageCount,
  };
}

interface Results {
  readonly file: Uint8Array;
  readonly rows: ReturnType<typeof predictionRows>;
  readonly runReport: RunReport;
  /** Where there is a truth. */
  readonly measured: Accuracy | undefined;
}

async function writeResults(out: string, results: Results): Promise<void> {
  const { runReport, measured } = results;
  const card = modelCard({
    report: runReport,
    check: runReport.exportCheck,
    createdAt: today(),
    ...(measured ? { measured } : {}),
  });
  await writeWhole(path.join(out, 'classifier.onnx'), results.file);
  await writeWhole(path.join(out, 'predictions.csv'), text(writePredictions(results.rows)));
  await writeWhole(path.join(out, 'report.json'), text(`${JSON.stringify(runReport, undefined, 2)}\n`));
  await writeWhole(path.join(out, 'model-card.md'), text(cardMarkdown(card)));
}

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
