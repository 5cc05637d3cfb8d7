import { defaultMethodSettings } from '../../learning/methods/method.ts';
import type { StagePlan } from './plan.ts';
import type { TrainSettings } from './settings.ts';

/** What the plan depends on besides the settings. */
export interface PlanFacts {
  /** Labels of each class. */
  readonly labelCounts: readonly number[];
  readonly unlabeledCount: number;
  readonly pretrained: boolean;
  /** Whether the training goes on from what an earlier one learnt. */
  readonly goesOn?: boolean;
}

/** Labelled images per step that the support set aims at: five of each of ten classes, as the recipe was tuned with. */
const SUPPORT_PER_STEP = 50;
const MAX_SUPPORT_PER_CLASS = 5;
/** Unlabeled images per step, and the fewest for which their mean prediction still means something. */
const UNLABELED_PER_STEP = 48;
const MIN_UNLABELED_PER_STEP = 8;
/** With fewer labels per class than this, PAWS alone was seen to lead an encoder astray. */
const FEW_LABELS = 8;
/** Share of the targets that spread labels then give. */
const SPREAD_SHARE = 0.5;
/**
 * Part of the warm-up of a training that goes on: it mostly readies the heads, which are ready then. What is left is for
 * new and corrected labels and the rows of new classes, and as much as a fold of the check is given.
 */
const SHORT_WARM_UP = 0.25;
/** Steps of PAWS: an epoch, but not fewer than it takes to learn anything, nor more than anyone wants to wait for. */
const MIN_PAWS_STEPS = 80;
const MAX_PAWS_STEPS = 600;
/** Steps of PAWS for heads alone, which take milliseconds: they start from nothing, and fewer leave them short of it. */
const HEADS_PAWS_STEPS = 800;
/** Highest rate of a step of the recipe. Heads alone bear more, but then end below frozen features. */
const PEAK_RATE = 0.02;
/** Views in a step of the recipe; smaller steps get a smaller rate, by the square root (Krizhevsky, arXiv 1404.5997). */
const WARM_UP_VIEWS = 50;
const PAWS_VIEWS = 146;

/**
 * The stages of a training: a warm-up on the labels, without which PAWS starts from targets that mean nothing, then
 * PAWS with a supervised term and a running average of the weights.
 */
export function makePlan(settings: TrainSettings, facts: PlanFacts): StagePlan[] {
  const warmUp = warmUpStage(settings, facts);
  const unlabeledCount = Math.min(UNLABELED_PER_STEP, facts.unlabeledCount);
  if (settings.method === 'supervised' || unlabeledCount < MIN_UNLABELED_PER_STEP) return [warmUp];
  return [warmUp, pawsStage(settings, facts, unlabeledCount)];
}

/** The supervised baseline: the warm-up carried on until it gains no more. */
export function supervisedPlan(settings: TrainSettings, facts: PlanFacts): StagePlan {
  const stepCount = facts.pretrained ? 240 : 600;
  return { ...warmUpStage(settings, facts), name: 'supervised', stepCount, finalRate: 0 };
}

/** The same stages with a fraction of the steps that they take anew, for the check on held-out labels. */
export function shortened(stages: readonly StagePlan[], fraction: number): StagePlan[] {
  return stages.map(({ stepCountAnew, ...stage }) => {
    const stepCount = stepCountAnew ?? stage.stepCount;
    return { ...stage, stepCount: Math.max(1, Math.round(stepCount * fraction)) };
  });
}

function warmUpStage(settings: TrainSettings, facts: PlanFacts): StagePlan {
  const supportPerClass = supportOf(facts.labelCounts);
  const views = supportPerClass * facts.labelCounts.length;
  const stepCount = facts.pretrained ? 120 : 400;
  return {
    ...common(settings, supportPerClass),
    name: 'warm-up',
    method: 'supervised',
    // The soft nearest-neighbour term readies the projection head, from which PAWS takes its first targets.
    methodSettings: { ...defaultMethodSettings, supportViews: 1, neighbourWeight: 1 },
    ...(facts.goesOn ? { stepCount: SHORT_WARM_UP * stepCount, stepCountAnew: stepCount } : { stepCount }),
    unlabeledCount: 0,
    localViewCount: 0,
    peakRate: rateOf(views / WARM_UP_VIEWS),
    finalRate: rateOf(views / WARM_UP_VIEWS),
    warmupSteps: 20,
    weightAverageDecay: 0.95,
  };
}

function pawsStage(settings: TrainSettings, facts: PlanFacts, unlabeledCount: number): StagePlan {
  const supportPerClass = supportOf(facts.labelCounts);
  const views = supportPerClass * facts.labelCounts.length + 2 * unlabeledCount;
  const stepsPerEpoch = Math.ceil(facts.unlabeledCount / unlabeledCount);
  return {
    ...common(settings, supportPerClass),
    name: settings.method,
    method: settings.method,
    methodSettings: { ...defaultMethodSettings, supportViews: 1, spreadShare: spreadShareOf(settings, facts) },
    stepCount: pawsSteps(settings, stepsPerEpoch),
    unlabeledCount,
    localViewCount: settings.smallViews,
    peakRate: rateOf(views / PAWS_VIEWS),
    finalRate: 0,
    warmupSteps: 20,
    weightAverageDecay: 0.97,
  };
}

function common(settings: TrainSettings, supportPerClass: number) {
  return {
    supportPerClass,
    labelSmoothing: 0.1,
    momentum: 0.9,
    optimizer: 'nesterov' as const,
    weightDecay: settings.trainEncoder ? 5e-4 : 1e-4,
  };
}

/** Heads alone learn from the very representations along which labels spread, and need no anchor in them. */
function spreadShareOf({ trainEncoder }: TrainSettings, { labelCounts }: PlanFacts): number {
  const perClass = labelCounts.reduce((sum, count) => sum + count, 0) / labelCounts.length;
  return trainEncoder && perClass < FEW_LABELS ? SPREAD_SHARE : 0;
}

function pawsSteps({ epochs, trainEncoder }: TrainSettings, stepsPerEpoch: number): number {
  if (epochs) return epochs * stepsPerEpoch;
  return trainEncoder ? clamp(stepsPerEpoch, MIN_PAWS_STEPS, MAX_PAWS_STEPS) : HEADS_PAWS_STEPS;
}

function rateOf(share: number): number {
  return PEAK_RATE * Math.min(1, Math.sqrt(share));
}

/** Support images per class and step: what the classes have, up to five, fewer where there are many classes. */
function supportOf(labelCounts: readonly number[]): number {
  const most = Math.max(...labelCounts);
  const share = Math.floor(SUPPORT_PER_STEP / labelCounts.length);
  return clamp(Math.min(most, share), 1, MAX_SUPPORT_PER_CLASS);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
