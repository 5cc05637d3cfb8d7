import { confidentTargets } from '../../learning/propagation/confidentTargets.ts';
import { methods } from '../../learning/methods/registry.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { fitTo, predictAll } from './featureSet.ts';
import { frozenSet } from './frozenSet.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';

/** Whether a stage learns from spread labels. */
export function spreadsLabels({ method, methodSettings }: StagePlan): boolean {
  return methods[method]!.needs(methodSettings).spreadLabels;
}

/**
 * The targets that `labelled` give to all images when they spread over the representations of the encoder as it came,
 * [image index, C]; undefined for a stage whose method does not ask for them. They depend on nothing that a training
 * changes, so that a resumed one finds the same.
 */
export async function spreadLabelsFor(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  stage: StagePlan,
  { labelled, classPrior }: { readonly labelled: readonly LabelledImage[]; readonly classPrior: readonly number[] },
): Promise<Float32Array | undefined> {
  if (!spreadsLabels(stage)) return undefined;
  const classCount = classPrior.length;
  const set = await frozenSet(dependencies, prepared);
  const classifier = fitTo(set, 'propagation', labelled, classPrior);
  const targets = confidentTargets(await predictAll(dependencies.runtime, set, classifier), classCount);
  const lastIndex = set.imageIndices.reduce((last, index) => Math.max(last, index), -1);
  const byIndex = new Float32Array((lastIndex + 1) * classCount);
  set.imageIndices.forEach((index, row) =>
    byIndex.set(targets.subarray(row * classCount, (row + 1) * classCount), index * classCount),
  );
  return byIndex;
}
