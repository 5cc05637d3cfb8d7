import { float32Tensor, type Tensor } from '../../engine/graph/tensor.ts';
import { smoothOneHot } from '../../learning/losses/labelSmoothing.ts';
import type { MethodNeeds } from '../../learning/methods/method.ts';
import { supportSampler, type LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { unlabeledSampler } from '../../learning/sampling/unlabeledSampler.ts';
import type { StagePlan } from './plan.ts';
import type { ViewRequest, ViewSource } from './viewSource.ts';

export interface BatchSettings {
  readonly stage: StagePlan;
  readonly stageIndex: number;
  readonly needs: MethodNeeds;
  readonly labelled: readonly LabelledImage[];
  readonly unlabeled: readonly number[];
  readonly classCount: number;
  readonly source: ViewSource;
  /** [image index, C]: see confidentTargets.ts; there when the method needs it. */
  readonly spreadLabels?: Float32Array;
  readonly seed: number;
}

/** Makes the data inputs of each step: `views`, `localViews`, `supportLabels`, `spreadLabels`. */
export function batchLoader(settings: BatchSettings): (step: number) => Promise<Record<string, Tensor>> {
  const { stage, stageIndex, needs, labelled, classCount, seed } = settings;
  const drawSupport = supportSampler(labelled, classCount, stage.supportPerClass, seed + stageIndex);
  const drawUnlabeled = unlabeledSampler(settings.unlabeled.length, stage.unlabeledCount, seed + stageIndex);
  return async (step) => {
    const support = drawSupport(step);
    const positions = needs.globalViews > 0 ? drawUnlabeled(step) : [];
    const images = positions.map((position) => settings.unlabeled[position]!);
    const classIds = support.map((label) => label.classIndex);
    return {
      ...(await viewTensors(settings, support, images, step)),
      ...(needs.spreadLabels ? { spreadLabels: rowsOf(settings.spreadLabels!, images, classCount) } : {}),
      supportLabels: smoothOneHot(repeat(classIds, needs.supportViews), classCount, stage.labelSmoothing),
    };
  };
}

async function viewTensors(
  { stage, stageIndex, needs, source }: BatchSettings,
  support: readonly LabelledImage[],
  images: readonly number[],
  step: number,
): Promise<Record<string, Tensor>> {
  const requests: ViewRequest[] = [
    ...repeatViews(
      needs.supportViews,
      support.map((label) => label.imageIndex),
      'support',
    ),
    ...repeatViews(needs.globalViews, images, 'global'),
  ];
  const views = await source.load(requests, [stageIndex, step]);
  const tensors: Record<string, Tensor> = { views: float32Tensor(views, [requests.length, ...source.viewShape]) };
  const localViewCount = needs.localViews ? stage.localViewCount : 0;
  if (localViewCount > 0) {
    const locals = repeatViews(localViewCount, images, 'local');
    const data = await source.load(locals, [stageIndex, step]);
    tensors['localViews'] = float32Tensor(data, [locals.length, ...source.localViewShape]);
  }
  return tensors;
}

/** First view of every image, then the second of every image, and so on. */
function repeatViews(viewCount: number, images: readonly number[], kind: ViewRequest['kind']): ViewRequest[] {
  return Array.from({ length: viewCount }, (_, viewIndex) =>
    images.map((imageIndex) => ({ imageIndex, kind, viewIndex })),
  ).flat();
}

function rowsOf(labels: Float32Array, images: readonly number[], classCount: number): Tensor {
  const rows = new Float32Array(images.length * classCount);
  images.forEach((image, row) =>
    rows.set(labels.subarray(image * classCount, (image + 1) * classCount), row * classCount),
  );
  return float32Tensor(rows, [images.length, classCount]);
}

function repeat<T>(values: readonly T[], times: number): T[] {
  return Array.from({ length: times }, () => values).flat();
}
