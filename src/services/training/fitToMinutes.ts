import { encodeImages } from './encodeImages.ts';
import type { StagePlan } from './plan.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { runPlan } from './runPlan.ts';
import { frozenEncoder } from './trainedEncoder.ts';
import { stageViewsOf, sum, workloadOf, type Workload } from './workload.ts';

/** Steps that tell how long a step takes; the first of them includes what happens only once. */
const TRIAL_STEPS = 4;
const WARM_UP_SHARE = 0.3;
/** Images that tell how long encoding takes. */
const TRIAL_IMAGES = 64;
/** Part of the time that learning gets, even if looking at all images then takes the whole past its limit. */
const LEAST_LEARNING_SHARE = 0.5;
/** A training that takes so much longer than its limit says so. */
const WORTH_TELLING = 1.1;

/**
 * Sets the number of steps so that the whole training takes about `minutes`: tries a few steps of each stage, leaves
 * time for encoding images and for the check on held-out labels, and divides the rest between the warm-up and what
 * follows it. The notes say where the limit cannot be kept.
 */
export async function fitToMinutes(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  { stages, classPrior, minutes }: { stages: readonly StagePlan[]; classPrior: readonly number[]; minutes: number },
): Promise<{ readonly stages: StagePlan[]; readonly notes: readonly string[] }> {
  const work = workloadOf(prepared.settings, prepared.data, stages);
  const perImage = await secondsPerImage(dependencies, prepared);
  const seconds = stepSeconds(work, minutes, perImage);
  const fitted: StagePlan[] = [];
  for (const [index, share] of timeShares(stages).entries()) {
    const stage = stages[index]!;
    const perStep = await secondsPerStep(dependencies, prepared, stage, classPrior);
    fitted.push(withSteps(stage, Math.max(2, Math.round((seconds * share) / perStep))));
  }
  return { stages: fitted, notes: overrunNotes(work, minutes, perImage) };
}

/** Seconds for the steps of the stages in a training of `minutes`; their proportion to those of the check is fixed. */
export function stepSeconds(work: Workload, minutes: number, perImage: number): number {
  const learning = 60 * realMinutes(work, minutes, perImage) - encodingSeconds(work, perImage);
  const stageViews = stageViewsOf(work);
  return (learning * stageViews) / (stageViews + work.checkViews);
}

/** Minutes that a training of at most `minutes` really takes. */
export function realMinutes(work: Workload, minutes: number, perImage: number): number {
  return Math.max(minutes, LEAST_LEARNING_SHARE * minutes + encodingSeconds(work, perImage) / 60);
}

/** What to say where a training cannot end in its time. */
export function overrunNotes(work: Workload, minutes: number, perImage: number): string[] {
  const real = realMinutes(work, minutes, perImage);
  if (real <= WORTH_TELLING * minutes) return [];
  const looking = Math.ceil(encodingSeconds(work, perImage) / 60);
  return [
    `Looking at all images takes about ${looking} min by itself and cannot be shortened, so the training takes ` +
      `about ${Math.ceil(real)} min instead of ${minutes}.`,
  ];
}

function encodingSeconds({ images }: Workload, perImage: number): number {
  return sum(Object.values(images)) * perImage;
}

/** Part of the time of the stages that each takes: less for a warm-up that has fewer steps than one anew. */
export function timeShares(stages: readonly StagePlan[]): number[] {
  const anew = stages.length === 1 ? [1] : [WARM_UP_SHARE, 1 - WARM_UP_SHARE];
  const parts = stages.map(
    ({ stepCount, stepCountAnew = stepCount }, index) => (anew[index]! * stepCount) / stepCountAnew,
  );
  const whole = sum(parts);
  return parts.map((part) => part / whole);
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
