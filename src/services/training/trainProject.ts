import type { ClassifierKind, FittedClassifier } from '../../learning/classifiers/classifier.ts';
import { classifierGraph } from '../../learning/inference/classifierGraph.ts';
import type { TrainedEncoder } from '../../learning/inference/representations.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Prediction } from '../../shared/domain/records.ts';
import { HandfulError } from '../../shared/errors.ts';
import { keepTrainedFeatures } from '../spreading/trainedFeatures.ts';
import { calibratedBy, calibrationOf } from './calibrate.ts';
import { deleteCheckpoint, encodeTensors } from './checkpoint.ts';
import { classifierMetadata } from './classifierMetadata.ts';
import { encodeImages } from './encodeImages.ts';
import { featureSet, fitTo, predictAll, winner, type FeatureSet } from './featureSet.ts';
import { heldOutCheck } from './heldOutCheck.ts';
import type { HeldOutChoice } from './heldOutChoice.ts';
import { saveHeldOut } from './heldOutRecords.ts';
import { runMainTraining } from './mainTraining.ts';
import { prepareTraining, type PreparedTraining, type TrainDependencies } from './prepareTraining.ts';
import { classPriorOf, type TrainReport } from './report.ts';
import { beginRun, type Run } from './run.ts';
import type { TrainSettings } from './settings.ts';
import { forgetOlderWeights, keepWeights } from './startWeights.ts';
import { frozenEncoder, trainedEncoder } from './trainedEncoder.ts';
import type { TrainingObserver } from './trainingObserver.ts';

/** Blobs that a finished run leaves: the exported file, and the probabilities [images, C] that it must agree with. */
export const classifierBlob = (runId: number): string => `run-${runId}-classifier.onnx`;
export const probabilitiesBlob = (runId: number): string => `run-${runId}-probabilities.onnx`;

/**
 * Trains a project and keeps the classifier, the predictions of all images and a report with the run. With `resume`
 * the newest unfinished run goes on from its checkpoint, with the settings and labels it began with, to the same
 * weights as if it had never stopped. Throws LABELS_TOO_FEW, MODEL_UNSUPPORTED, NOT_TRAINED (nothing to resume),
 * STOPPED, DISK_FULL.
 */
export async function trainProject(
  dependencies: TrainDependencies,
  request: { readonly settings: TrainSettings; readonly sizePx: number } | 'resume',
  observer: TrainingObserver = {},
): Promise<{ run: Run; report: TrainReport; prepared: PreparedTraining }> {
  const { store } = dependencies;
  const run = beginRun(store, request);
  try {
    observer.begun?.(run);
    observer.phase?.('preparing');
    const prepared = await prepareTraining(dependencies, run.data, run.settings, run.sizePx);
    const report = await train(dependencies, run, prepared, observer);
    store.updateRun(run.id, 'finished', JSON.stringify(report));
    await deleteCheckpoint(store, run.id);
    await forgetOlderWeights(store, run.id);
    return { run, report, prepared };
  } catch (error) {
    const isStopped = error instanceof HandfulError && error.code === 'STOPPED';
    store.updateRun(run.id, isStopped ? 'stopped' : 'failed');
    throw error;
  }
}

async function train(
  dependencies: TrainDependencies,
  run: Run,
  prepared: PreparedTraining,
  observer: TrainingObserver,
): Promise<TrainReport> {
  observer.phase?.('running');
  const main = await runMainTraining(dependencies, run, prepared, observer);
  observer.phase?.('checking');
  const checkStartedAt = Date.now();
  const choice = await heldOutCheck(dependencies, prepared, main, observer.judged);
  const checkSeconds = (Date.now() - checkStartedAt) / 1000;
  observer.checked?.(choice);
  observer.phase?.('finishing');
  const encoder = choice.features === 'trained' ? await trainedEncoder(prepared, main.state) : frozenEncoder(prepared);
  const set = await encodeAll(dependencies, prepared, encoder);
  const calibration = calibrationOf(choice);
  const report: TrainReport = {
    settings: prepared.settings,
    device: dependencies.runtime.device.name,
    imageSizePx: prepared.sizePx,
    images: imageCounts(dependencies, prepared),
    classes: prepared.data.classNames.map((name, index) => ({
      name,
      labels: prepared.data.labelCounts[index]!,
      expected: main.classPrior[index]!,
    })),
    kept: { features: choice.features, classifier: choice.classifier },
    ...(choice.check ? { heldOut: choice.check } : {}),
    ...(calibration ? { calibration } : {}),
    warnings: [...prepared.data.warnings, ...main.warnings],
    secondsPerStage: { ...main.secondsPerStage, 'held-out check': checkSeconds },
  };
  await keepClassifier(dependencies, run, prepared, { encoder, set, kind: choice.classifier, report });
  await keepForReview(dependencies, run, choice, { set, report });
  if (choice.features === 'trained') await keepWeights(dependencies.store, run.id, prepared.parts, main.state);
  return report;
}

/** Keeps what the review and the live pseudo-labels go on with. */
async function keepForReview(
  { store }: TrainDependencies,
  run: Run,
  choice: HeldOutChoice,
  { set, report }: { set: FeatureSet; report: TrainReport },
): Promise<void> {
  const temperature = report.calibration?.temperature ?? 1;
  const predictions = choice.predictions?.map((prediction) => calibratedBy(prediction, temperature));
  if (predictions) await saveHeldOut(store, run, predictions);
  if (choice.features === 'trained') await keepTrainedFeatures(store, run.id, set.imageIndices, set.features);
}

async function encodeAll(
  { runtime, onProgress, signal }: TrainDependencies,
  prepared: PreparedTraining,
  encoder: TrainedEncoder,
): Promise<FeatureSet> {
  const indices = prepared.data.images.map((image) => image.index);
  const features = await encodeImages(runtime, encoder, prepared.pixels, prepared.sizePx, indices, {
    onProgress: (done, total) => onProgress('Classifying all images', done, total, ''),
    ...(signal ? { signal } : {}),
  });
  return featureSet(runtime, indices, features);
}

/** Fits the chosen classifier, writes the file to take away, and stores what it says of every image. */
async function keepClassifier(
  { runtime, store }: TrainDependencies,
  run: Run,
  prepared: PreparedTraining,
  kept: { encoder: TrainedEncoder; set: FeatureSet; kind: ClassifierKind; report: TrainReport },
): Promise<void> {
  const { classNames, labelled } = prepared.data;
  const { calibration } = kept.report;
  const classifier: FittedClassifier = {
    ...fitTo(kept.set, kept.kind, labelled, classPriorOf(kept.report)),
    ...(calibration ? { calibrationTemperature: calibration.temperature } : {}),
  };
  const probabilities = await predictAll(runtime, kept.set, classifier);
  const model = { encoder: kept.encoder, sizePx: prepared.sizePx, classifier, classNames };
  await store.writeBlob(classifierBlob(run.id), encodeModel(classifierGraph(model, classifierMetadata(kept.report))));
  const shape = [kept.set.imageIndices.length, classNames.length];
  const indices = { type: 'int32' as const, shape: [shape[0]!], data: Int32Array.from(kept.set.imageIndices) };
  const tensors = new Map([
    ['probabilities', float32Tensor(probabilities, shape)],
    ['images', indices],
  ]);
  await store.writeBlob(probabilitiesBlob(run.id), encodeTensors(tensors, {}));
  store.setPredictions(run.id, predictionsOf(kept.set, probabilities, classNames));
}

function predictionsOf(set: FeatureSet, probabilities: Float32Array, classNames: readonly string[]): Prediction[] {
  return set.imageIndices.map((imageIndex, row) => {
    const classIndex = winner(probabilities, row, classNames.length);
    return {
      imageIndex,
      className: classNames[classIndex]!,
      confidence: Math.min(1, probabilities[row * classNames.length + classIndex]!),
    };
  });
}

function imageCounts({ store }: TrainDependencies, { data }: PreparedTraining): TrainReport['images'] {
  return {
    imported: data.images.length,
    skipped: store.skipped().length,
    duplicates: data.images.filter((image) => image.duplicateOf !== undefined).length,
    labelled: data.labelled.length,
    unlabeled: data.images.length - data.labelled.length,
  };
}
