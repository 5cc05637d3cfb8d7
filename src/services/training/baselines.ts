import type { FittedClassifier } from '../../learning/classifiers/classifier.ts';
import { stateName } from '../../learning/step/stateBook.ts';
import { uniformPrior } from './classPrior.ts';
import { encodeImages } from './encodeImages.ts';
import { featureSet, fitTo, predictAll, winner, type FeatureSet } from './featureSet.ts';
import { frozenSet } from './frozenSet.ts';
import { supervisedPlan } from './makePlan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { classPriorOf, type TrainReport } from './report.ts';
import { runPlan } from './runPlan.ts';
import { encoderAlone } from './trainedEncoder.ts';
import { averagedWeights, readState, type TrainingState } from './trainingState.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { TrainedEncoder } from '../../learning/inference/representations.ts';

/** Labels by path that two simpler ways give to the same images. */
export interface BaselineLabels {
  /** The best classifier on the encoder as it came, as cross-validation on the labels chose it. */
  readonly frozen: ReadonlyMap<string, string>;
  /** The same encoder trained on the labels alone, with its own class head. */
  readonly supervised: ReadonlyMap<string, string>;
}

/** Runs what the training has to beat. */
export async function runBaselines(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  report: TrainReport,
): Promise<BaselineLabels> {
  const { classNames, labelled, labelCounts, unlabeled } = prepared.data;
  const frozen = await frozenSet(dependencies, prepared);
  const frozenClassifier = fitTo(frozen, report.heldOut?.bestFrozen ?? 'propagation', labelled, classPriorOf(report));
  const stage = supervisedPlan(prepared.settings, {
    labelCounts,
    unlabeledCount: unlabeled.length,
    pretrained: prepared.encoder.pretrained,
  });
  const { state } = await runPlan(dependencies, prepared, {
    stages: [stage],
    labelled,
    unlabeled,
    classPrior: uniformPrior(classNames.length),
    afterStep: async (_, { step }) => dependencies.onProgress('Baseline: labels alone', step, stage.stepCount, ''),
  });
  const supervised = await encodeEvery(dependencies, prepared, await encoderAlone(prepared, state));
  const head = await classHeadOf(prepared, state);
  return {
    frozen: await labelsBy(dependencies, prepared, frozen, frozenClassifier),
    supervised: await labelsBy(dependencies, prepared, supervised, head),
  };
}

async function encodeEvery(
  { runtime, signal }: TrainDependencies,
  prepared: PreparedTraining,
  encoder: TrainedEncoder,
): Promise<FeatureSet> {
  const indices = prepared.data.images.map((image) => image.index);
  const options = signal ? { signal } : {};
  return featureSet(
    runtime,
    indices,
    await encodeImages(runtime, encoder, prepared.pixels, prepared.sizePx, indices, options),
  );
}

/** The class head that the stage trained, as a classifier on representations. */
async function classHeadOf(
  { parts, encoder, data }: PreparedTraining,
  state: TrainingState,
): Promise<FittedClassifier> {
  const weights = averagedWeights(await readState(state));
  const [matrix, bias] = [2, 1].map((rank) => {
    const name = parts.classifier.parameters.find(
      (parameter) => parts.classifier.graph.initializers.get(parameter)!.shape.length === rank,
    )!;
    return weights.get(stateName('classifier', name))!;
  });
  const dim = encoder.representationDim;
  return {
    kind: 'linear',
    classCount: data.classNames.length,
    settings: {},
    tensors: {
      mean: float32Tensor(new Float32Array(dim), [dim]),
      scale: float32Tensor(new Float32Array(dim).fill(1), [dim]),
      weights: matrix!,
      bias: bias!,
    },
  };
}

async function labelsBy(
  { runtime }: TrainDependencies,
  { data }: PreparedTraining,
  set: FeatureSet,
  classifier: FittedClassifier,
): Promise<Map<string, string>> {
  const probabilities = await predictAll(runtime, set, classifier);
  return new Map(
    data.images.map(({ index, path }) => [
      path,
      data.classNames[winner(probabilities, set.rowOf.get(index)!, data.classNames.length)]!,
    ]),
  );
}
