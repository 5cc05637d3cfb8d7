import { loweringSteps } from '../../engine/lowering/portable.ts';
import { encodeModel } from '../../engine/onnx/write.ts';
import { createOptimizer } from '../../engine/optimizers/registry.ts';
import { methods } from '../../learning/methods/registry.ts';
import type { Steps } from '../../engine/steps.ts';
import type { NetworkParts } from '../../learning/step/networkParts.ts';
import { buildTrainingStep, type TrainingStep } from '../../learning/step/trainingStep.ts';
import { inTurns } from '../workbench/turns.ts';
import type { StagePlan } from './plan.ts';
import type { ViewSource } from './viewSource.ts';

/** The step of a stage as a file that a session is made of, with what must be fed to it. */
export interface ReadyStep extends Pick<TrainingStep, 'state' | 'metricNames'> {
  readonly model: Uint8Array;
}

/** What a step depends on: of a stage not how many steps it takes, nor their rates. */
export interface StepInput {
  readonly stage: StagePlan;
  readonly parts: NetworkParts;
  readonly source: ViewSource;
  readonly classCount: number;
}

const readySteps = new WeakMap<NetworkParts, Map<string, Promise<ReadyStep>>>();

/**
 * Builds the step of a stage, once for all that run it: the training, a trial of its pace, and the parts of the check.
 * It takes tenths of a second; others have their turn in between.
 */
export function readyStep(input: StepInput): Promise<ReadyStep> {
  const known = readySteps.get(input.parts) ?? new Map<string, Promise<ReadyStep>>();
  readySteps.set(input.parts, known);
  const settings = settingsOf(input);
  const key = JSON.stringify(settings);
  const ready = known.get(key) ?? inTurns(stepsOf(input.parts, settings));
  known.set(key, ready);
  return ready;
}

function settingsOf({ stage, source, classCount }: StepInput) {
  const { method, methodSettings, optimizer, momentum, weightDecay, weightAverageDecay } = stage;
  return {
    method,
    methodSettings,
    optimizer,
    optimizerSettings: { momentum, weightDecay },
    weightAverageDecay,
    classCount,
    viewShape: source.viewShape,
    localViewShape: source.localViewShape,
    supportCount: stage.supportPerClass * classCount,
    unlabeledCount: stage.unlabeledCount,
    localViewCount: stage.localViewCount,
  };
}

function* stepsOf(
  parts: NetworkParts,
  { method, optimizer, optimizerSettings, ...settings }: ReturnType<typeof settingsOf>,
): Steps<ReadyStep> {
  const { graph, state, metricNames } = buildTrainingStep({
    ...settings,
    parts,
    method: methods[method]!,
    optimizer: createOptimizer(optimizer, optimizerSettings),
  });
  yield;
  const lowered = yield* loweringSteps(graph);
  yield;
  return { state, metricNames, model: encodeModel(lowered) };
}
