import type { TrainSettings } from './settings.ts';
import type { StagePlan } from './plan.ts';
import type { TrainingPhase } from './trainingObserver.ts';
import { CACHED_VIEW_COUNT } from './encodeViewRows.ts';
import { MAX_SAMPLE_IMAGES } from './frozenSet.ts';
import { checkPlan } from './heldOutCheck.ts';
import { spreadsLabels } from './spreadLabels.ts';
import type { TrainingData } from './trainingData.ts';

/** How fast this machine is with an encoder at a size. */
export interface Pace {
  /** Seconds of a step for each view in it. */
  readonly secondsPerView: number;
  /** Seconds to encode an image. */
  readonly secondsPerImage: number;
}

/** All that a training has to do, in units that take time. */
export interface Workload {
  /** Views of each step, and steps, of each stage. */
  readonly stages: readonly { readonly stepCount: number; readonly viewCount: number }[];
  /** Views of the check's own steps, all together. */
  readonly checkViews: number;
  /** Images that each phase encodes. */
  readonly images: Readonly<Record<TrainingPhase, number>>;
}

export function workloadOf(
  settings: TrainSettings,
  data: Pick<TrainingData, 'classNames' | 'labelled' | 'unlabeled' | 'images'>,
  stages: readonly StagePlan[],
): Workload {
  const classCount = data.classNames.length;
  const check = checkPlan(settings, data.labelled, classCount, stages);
  const foldImages = data.labelled.length + Math.min(MAX_SAMPLE_IMAGES, data.unlabeled.length);
  // What a training made of the encoder stands beside what it was; heads alone leave only the latter.
  const trainedEncoders = settings.trainEncoder ? 1 : 0;
  return {
    stages: stages.map((stage) => ({ stepCount: stage.stepCount, viewCount: viewsOf(stage, classCount) })),
    checkViews: check.folds.length * sum(check.stages.map((stage) => stage.stepCount * viewsOf(stage, classCount))),
    images: {
      preparing: settings.trainEncoder ? 0 : CACHED_VIEW_COUNT * (data.labelled.length + data.unlabeled.length),
      running: stages.some(spreadsLabels) ? data.images.length : 0,
      checking: check.folds.length === 0 ? 0 : foldImages * (1 + trainedEncoders * check.folds.length),
      finishing: (1 + trainedEncoders) * data.images.length,
    },
  };
}

/** Seconds of each phase. */
export function secondsOf(work: Workload, { secondsPerView, secondsPerImage }: Pace): Record<TrainingPhase, number> {
  const stageViews = stageViewsOf(work);
  return {
    preparing: work.images.preparing * secondsPerImage,
    running: stageViews * secondsPerView + work.images.running * secondsPerImage,
    checking: work.checkViews * secondsPerView + work.images.checking * secondsPerImage,
    finishing: work.images.finishing * secondsPerImage,
  };
}

/** Views of all steps of the stages. */
export function stageViewsOf({ stages }: Workload): number {
  return sum(stages.map(({ stepCount, viewCount }) => stepCount * viewCount));
}

/** Views in one step; a small view has a quarter of the pixels. */
export function viewsOf(stage: StagePlan, classCount: number): number {
  const support = stage.supportPerClass * classCount * stage.methodSettings.supportViews;
  return support + stage.unlabeledCount * (2 + stage.localViewCount / 4);
}

export const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
