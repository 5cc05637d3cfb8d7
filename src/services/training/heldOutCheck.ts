import { heldOutFolds } from '../../learning/evaluation/heldOutFolds.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { featureSet, predictHeldOut, winner, type FeatureSet, type HeldOutPrediction } from './featureSet.ts';
import { frozenSample } from './frozenSet.ts';
import { FoldJudge, type FoldPoint } from './foldJudge.ts';
import { chooseByHeldOut, type Candidate, type HeldOutChoice } from './heldOutChoice.ts';
import { shortened } from './makePlan.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { representationsAt } from './representationsAt.ts';
import type { StoredPlan } from './run.ts';
import { runPlan } from './runPlan.ts';
import type { TrainSettings } from './settings.ts';
import type { TrainingObserver } from './trainingObserver.ts';

/** Part of the steps of the real training that each fold is given, so that the check costs less than the training. Heads alone train fully. */
const FOLD_FRACTION = 0.25;
const MAX_FOLDS = 2;

/**
 * Decides by cross-validation on the labels whether the training helps and which classifier suits: every fold trains
 * anew, shortened, without the fold's labels, and is judged on them beside the frozen features. Where no label can be
 * held out, nothing speaks for the training, and the encoder is kept as it came. `judged` is told how each fold does on
 * its way; that decides nothing.
 */
export async function heldOutCheck(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  { stages, classPrior }: StoredPlan,
  judged: TrainingObserver['judged'] = () => undefined,
): Promise<HeldOutChoice> {
  const { labelled, classNames } = prepared.data;
  const { folds, stages: short } = checkPlan(prepared.settings, labelled, classNames.length, stages);
  if (folds.length === 0) return { features: 'frozen', classifier: 'propagation' };
  const frozen = await frozenSample(dependencies, prepared);
  const candidates = new Map<string, Candidate & { right: boolean[]; predictions: HeldOutPrediction[] }>();
  for (const [index, heldOut] of folds.entries()) {
    const held = new Set(heldOut);
    const kept = labelled.filter((label) => !held.has(label));
    const place = { fold: index, foldCount: folds.length };
    const told = (point: FoldPoint): void => judged({ ...place, ...point });
    const judge = new FoldJudge(dependencies, prepared, { stages: short, kept, heldOut, frozen, judged: told });
    const fold = { stages: short, classPrior, kept, frozen, judge, ...place };
    const trained = await trainFold(dependencies, prepared, fold);
    for (const [features, set] of Object.entries({ trained, frozen }) as [Candidate['features'], FeatureSet][]) {
      const said = await predictHeldOut(dependencies.runtime, set, kept, heldOut, classPrior);
      for (const [classifier, predictions] of said) {
        const key = `${features} ${classifier}`;
        if (!candidates.has(key)) candidates.set(key, { features, classifier, right: [], predictions: [] });
        candidates.get(key)!.right.push(...predictions.map(isRight));
        candidates.get(key)!.predictions.push(...predictions);
      }
    }
  }
  return chooseByHeldOut([...candidates.values()], folds.length, labelled.length / classNames.length);
}

const isRight = ({ probabilities, classIndex }: HeldOutPrediction): boolean =>
  winner(probabilities, 0, probabilities.length) === classIndex;

/** What the check does: which labels each fold holds out, and the stages that it trains without them. */
export function checkPlan(
  { trainEncoder, seed }: Pick<TrainSettings, 'trainEncoder' | 'seed'>,
  labelled: readonly LabelledImage[],
  classCount: number,
  stages: readonly StagePlan[],
): { readonly folds: LabelledImage[][]; readonly stages: readonly StagePlan[] } {
  const folds = heldOutFolds(labelled, classCount, MAX_FOLDS, seed);
  return { folds, stages: trainEncoder ? shortened(stages, FOLD_FRACTION) : stages };
}

interface Fold {
  readonly stages: readonly StagePlan[];
  readonly classPrior: readonly number[];
  readonly kept: readonly LabelledImage[];
  readonly frozen: FeatureSet;
  readonly judge: FoldJudge;
  readonly fold: number;
  readonly foldCount: number;
}

/** Representations after a short training without the fold's labels. */
async function trainFold(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  { stages, classPrior, kept, frozen, judge, fold, foldCount }: Fold,
): Promise<FeatureSet> {
  const total = stages.reduce((sum, stage) => sum + stage.stepCount, 0);
  let done = 0;
  await judge.begin();
  const { state } = await runPlan(dependencies, prepared, {
    stages,
    labelled: kept,
    unlabeled: prepared.data.unlabeled,
    classPrior,
    afterStep: async (_, report) => {
      await judge.afterStep(++done, report.state);
      const { rightCount, labelCount } = judge.newest!;
      dependencies.onProgress(
        'Checking on held-out labels',
        fold * total + done,
        foldCount * total,
        `part ${fold + 1} of ${foldCount}: ${rightCount} of its ${labelCount} hidden labels right`,
      );
    },
  });
  const { imageIndices } = frozen;
  const images = { imageIndices, frozen: frozen.features };
  const features = await representationsAt(dependencies, prepared, state, images);
  const trained = await featureSet(dependencies.runtime, imageIndices, features);
  await judge.end(trained);
  return trained;
}
