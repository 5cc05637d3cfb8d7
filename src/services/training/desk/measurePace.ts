import { loadEncoder } from '../../encoders/loadEncoder.ts';
import type { Bench } from '../../workbench/bench.ts';
import { openPixelRows } from '../../projects/pixelRows.ts';
import { uniformPrior } from '../classPrior.ts';
import { secondsPerImage, secondsPerStep } from '../fitToMinutes.ts';
import type { StagePlan } from '../plan.ts';
import { prepareTraining, type TrainDependencies } from '../prepareTraining.ts';
import type { TrainSettings } from '../settings.ts';
import type { TrainingData } from '../trainingData.ts';
import { deskDependencies } from './deskDependencies.ts';
import { viewsOf, type Pace } from '../workload.ts';

/** Heads alone are so small that their steps hardly count beside the encoding: so much less than an image. */
const HEAD_SHARE = 0.02;

/** Tries a few steps of the last stage and encodes a few images. Takes seconds; the pixels must be there. */
export async function measurePace(
  bench: Bench,
  settings: TrainSettings,
  sizePx: number,
  { data, stages }: { readonly data: TrainingData; readonly stages: readonly StagePlan[] },
): Promise<Pace> {
  if (!settings.trainEncoder) return headsPace(bench, settings, sizePx, data);
  const dependencies = withPixelsAsTheyAre(bench);
  const prepared = await prepareTraining(dependencies, data, settings, sizePx);
  try {
    const classCount = data.classNames.length;
    const stage = stages.at(-1)!;
    const perStep = await secondsPerStep(dependencies, prepared, stage, uniformPrior(classCount));
    return {
      secondsPerView: perStep / viewsOf(stage, classCount),
      secondsPerImage: await secondsPerImage(dependencies, prepared),
    };
  } finally {
    await prepared.pixels.close();
  }
}

async function headsPace(bench: Bench, settings: TrainSettings, sizePx: number, data: TrainingData): Promise<Pace> {
  const dependencies = withPixelsAsTheyAre(bench);
  const { runtime, encoders } = dependencies;
  const encoder = await loadEncoder(settings.encoder, encoders, runtime, { imageSizePx: sizePx, seed: settings.seed });
  const pixels = await dependencies.pixelsOf(sizePx);
  try {
    const perImage = await secondsPerImage(dependencies, { data, encoder, pixels, sizePx });
    return { secondsPerView: HEAD_SHARE * perImage, secondsPerImage: perImage };
  } finally {
    await pixels.close();
  }
}

/** A step takes as long with glimpses as with every pixel. */
function withPixelsAsTheyAre(bench: Bench): TrainDependencies {
  return { ...deskDependencies(bench), pixelsOf: (sizePx) => openPixelRows(bench.store, sizePx) };
}
