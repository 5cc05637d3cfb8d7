import { createOptimizer } from '../../src/engine/optimizers/registry.ts';
import { builtInEncoders } from '../../src/learning/encoders/registry.ts';
import { methods } from '../../src/learning/methods/registry.ts';
import { buildParts } from '../../src/learning/step/buildParts.ts';
import { buildTrainingStep, type TrainingStep } from '../../src/learning/step/trainingStep.ts';
import { encoderFiles } from '../../src/platform/node/encoderFiles.ts';
import { loadEncoder } from '../../src/services/encoders/loadEncoder.ts';
import type { Runtime } from '../../src/services/ports/runtime.ts';
import { makePlan } from '../../src/services/training/makePlan.ts';
import { defaultSettings } from '../../src/services/training/settings.ts';

export interface StepChoice {
  /** A name from `handful encoder list`, or the path of an ONNX file. */
  readonly encoder: string;
  readonly imageSizePx: number;
  /** Unlabeled images per step; each has two global views. */
  readonly unlabeledCount: number;
  readonly classCount: number;
  /** Support images per class; each has two views. */
  readonly supportPerClass: number;
}

/** As the paper has it; a training may use fewer. */
const SUPPORT_VIEWS = 2;

/**
 * The PAWS step that a training with these settings runs: the same plan, parts and graph, here always with two views
 * of a support image.
 */
export async function buildPawsStep(choice: StepChoice, runtime: Runtime): Promise<TrainingStep> {
  const { imageSizePx, unlabeledCount, classCount, supportPerClass } = choice;
  const files = encoderFiles(builtInEncoders);
  const encoder = await loadEncoder(choice.encoder, files, runtime, { imageSizePx, seed: 0 });
  const labelCounts = new Array<number>(classCount).fill(supportPerClass);
  const stages = makePlan(defaultSettings, { labelCounts, unlabeledCount, pretrained: encoder.pretrained });
  const stage = stages.find(({ method }) => method === 'paws')!;
  return buildTrainingStep({
    parts: buildParts({
      encoder,
      representationDim: encoder.representationDim,
      classCount,
      predictionHead: false,
      seed: 0,
    }),
    method: methods[stage.method]!,
    methodSettings: { ...stage.methodSettings, supportViews: SUPPORT_VIEWS, spreadShare: 0 },
    optimizer: createOptimizer(stage.optimizer, { momentum: stage.momentum, weightDecay: stage.weightDecay }),
    classCount,
    viewShape: [3, imageSizePx, imageSizePx],
    localViewShape: [3, imageSizePx, imageSizePx],
    supportCount: supportPerClass * classCount,
    unlabeledCount,
    localViewCount: 0,
    weightAverageDecay: stage.weightAverageDecay,
  });
}
