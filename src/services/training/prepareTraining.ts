import { augmentationPolicies } from '../../learning/augmentations/registry.ts';
import { buildParts } from '../../learning/step/buildParts.ts';
import type { NetworkParts } from '../../learning/step/networkParts.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';
import { trainingProblem } from '../encoders/checkEncoder.ts';
import { loadEncoder, type LoadedEncoder } from '../encoders/loadEncoder.ts';
import type { EncoderFiles } from '../ports/encoderFiles.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import type { Runtime } from '../ports/runtime.ts';
import { HandfulError } from '../../shared/errors.ts';
import { cachedViews } from './cachedViews.ts';
import { CACHED_VIEW_COUNT, encodeViewRows } from './encodeViewRows.ts';
import { choosePolicy } from './choosePolicy.ts';
import { pixelViews } from './pixelViews.ts';
import type { TrainSettings } from './settings.ts';
import type { TrainingData } from './trainingData.ts';
import type { ViewSource } from './viewSource.ts';

export interface TrainDependencies {
  readonly runtime: Runtime;
  readonly store: ProjectStore;
  readonly encoders: EncoderFiles;
  /** The training cache for a size, filled: row i is the image with index i, uint8 [S, S, 3]. */
  readonly pixelsOf: (sizePx: number) => Promise<RowFile>;
  readonly onProgress: (title: string, done: number, total: number, detail: string) => void;
  readonly signal?: StopSignal;
}

/** Everything a training runs on. */
export interface PreparedTraining {
  readonly data: TrainingData;
  readonly settings: TrainSettings;
  readonly encoder: LoadedEncoder;
  readonly parts: NetworkParts;
  readonly pixels: RowFile;
  readonly sizePx: number;
  readonly source: ViewSource;
}

/** Loads the encoder, opens the cache and readies the views. Throws MODEL_UNSUPPORTED when it cannot be trained. */
export async function prepareTraining(
  dependencies: TrainDependencies,
  data: TrainingData,
  settings: TrainSettings,
  sizePx: number,
): Promise<PreparedTraining> {
  const { runtime, encoders } = dependencies;
  const encoder = await loadEncoder(settings.encoder, encoders, runtime, { imageSizePx: sizePx, seed: settings.seed });
  if (settings.trainEncoder) requireTrainable(encoder, sizePx);
  const pixels = await dependencies.pixelsOf(sizePx);
  const policyName = settings.augment === 'auto' ? await choosePolicy(pixels, data.images) : settings.augment;
  const policy = augmentationPolicies[policyName]!;
  const views = pixelViews({ pixels, sizePx, localSizePx: Math.round(sizePx / 2), policy, seed: settings.seed });
  const parts = buildParts({
    encoder: settings.trainEncoder ? encoder : undefined,
    representationDim: encoder.representationDim,
    classCount: data.classNames.length,
    predictionHead: settings.predictionHead,
    seed: settings.seed,
  });
  const source = settings.trainEncoder ? views : await cacheOf(dependencies, data, encoder, views, settings);
  return { data, settings: { ...settings, augment: policyName }, encoder, parts, pixels, sizePx, source };
}

/** Encodes a few views of every image to learn from once; from then on a step costs milliseconds. */
async function cacheOf(
  dependencies: TrainDependencies,
  data: TrainingData,
  encoder: LoadedEncoder,
  views: ViewSource,
  settings: TrainSettings,
): Promise<ViewSource> {
  const { representationDim } = encoder;
  const indices = [...data.labelled.map(({ imageIndex }) => imageIndex), ...data.unlabeled].toSorted((a, b) => a - b);
  const rows = await encodeViewRows(dependencies, indices, encoder, views);
  return cachedViews(rows, indices, { viewCount: CACHED_VIEW_COUNT, representationDim, seed: settings.seed });
}

function requireTrainable(encoder: LoadedEncoder, sizePx: number): void {
  const problem = trainingProblem(encoder, sizePx);
  if (problem === undefined) return;
  throw new HandfulError(
    'MODEL_UNSUPPORTED',
    `The encoder '${encoder.name}' cannot be trained further: ${problem}`,
    'Add --freeze-encoder to train only the heads on its representations, or choose another encoder.',
  );
}
