import { encodeImages } from './encodeImages.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { runPlan } from './runPlan.ts';
import { frozenEncoder } from './trainedEncoder.ts';

/** Steps that tell how long a step takes; the first of them includes what happens only once. */
const TRIAL_STEPS = 4;
/** Part of the time for the stages themselves; the check on held-out labels takes nearly as long as they do. */
export const STAGE_SHARE = 0.5;
const WARM_UP_SHARE = 0.3;
/** Images that tell how long encoding takes. */
const TRIAL_IMAGES = 64;

/**
 * Sets the number of steps so that the whole training takes about `minutes`: tries a few steps of each stage, leaves
 * time for encoding all images, and divides the rest between the warm-up and what follows it.
 */
export async function fitToMinutes(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  { stages, classPrior, minutes }: { stages: readonly StagePlan[]; classPrior: readonly number[]; minutes: number },
): Promise<StagePlan[]> {
  const encodeSeconds = (await secondsPerImage(dependencies, prepared)) * prepared.data.images.length;
  const seconds = Math.max(1, (minutes * 60 - encodeSeconds) * STAGE_SHARE);
  const fitted: StagePlan[] = [];
  for (const [index, share] of timeShares(stages).entries()) {
    const stage = stages[index]!;
    const perStep = await secondsPerStep(dependencies, prepared, stage, classPrior);
    fitted.push(withSteps(stage, Math.max(2, Math.round((seconds * share) / perStep))));
  }
  return fitted;
}

/** Part of the time of the stages that each takes: less for a warm-up that has fewer steps than one anew. */
export function timeShares(stages: readonly StagePlan[]): number[] {
  const anew = stages.length === 1 ? [1] : [WARM_UP_SHARE, 1 - WARM_UP_SHARE];
  const parts = stages.map(
    ({ stepCount, stepCountAnew = stepCount }, index) => (anew[index]! * stepCount) / stepCountAnew,
  );
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

/** Steps anew stay in proportion. */
function withSteps(stage: StagePlan, stepCount: number): StagePlan {
  const { stepCountAnew } = stage;
  if (stepCountAnew === undefined) return { ...stage, stepCount };
  return { ...stage, stepCount, stepCountAnew: Math.round((stepCount * stepCountAnew) / stage.stepCount) };
}

/** Seconds that a step of a stage takes, of a few that are tried. */
export async function secondsPerStep(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  stage: StagePlan,
  classPrior: readonly number[],
): Promise<number> {
  const times: number[] = [];
  const { labelled, unlabeled } = prepared.data;
  await runPlan(dependencies, prepared, {
    stages: [{ ...stage, stepCount: TRIAL_STEPS }],
    labelled,
    unlabeled,
    classPrior,
    afterStep: async () => void times.push(Date.now()),
  });
  return (times.at(-1)! - times[0]!) / 1000 / (TRIAL_STEPS - 1);
}

/** Seconds to encode an image, of a few that are tried. */
export async function secondsPerImage(
  { runtime }: TrainDependencies,
  prepared: Pick<PreparedTraining, 'data' | 'encoder' | 'pixels' | 'sizePx'>,
): Promise<number> {
  const { images } = prepared.data;
  const trial = images.slice(0, TRIAL_IMAGES).map((image) => image.index);
  const startedAt = Date.now();
  await encodeImages(runtime, frozenEncoder(prepared), prepared.pixels, prepared.sizePx, trial);
  return (Date.now() - startedAt) / 1000 / trial.length;
}
