import { defaultMethodSettings } from '../../learning/methods/method.ts';
import type { StagePlan } from './plan.ts';
import type { TrainSettings } from './settings.ts';

/** What the plan depends on besides the settings. */
export interface PlanFacts {
  /** Labels of each class. */
  readonly labelCounts: readonly number[];
  readonly unlabeledCount: number;
  readonly pretrained: boolean;
}

/** Labelled images per step that the support set aims at: six of each of ten classes, as the recipe was tuned with. */
const SUPPORT_PER_STEP = 60;
const MAX_SUPPORT_PER_CLASS = 6;
/** Unlabeled images per step, and the fewest for which their mean prediction still means something. */
const UNLABELED_PER_STEP = 64;
const MIN_UNLABELED_PER_STEP = 8;
/** Views in a step of the recipe; the rate is scaled to what a step really holds (Goyal et al., arXiv 1706.02677). */
const REFERENCE_VIEWS = 248;

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
  return { ...warmUpStage(settings, facts), name: 'supervised', stepCount: facts.pretrained ? 300 : 600 };
}

/** The same stages with a fraction of their steps, for the check on held-out labels. */
export function shortened(stages: readonly StagePlan[], fraction: number): StagePlan[] {
  return stages.map((stage) => ({ ...stage, stepCount: Math.max(1, Math.round(stage.stepCount * fraction)) }));
}

function warmUpStage(settings: TrainSettings, facts: PlanFacts): StagePlan {
  const supportPerClass = supportOf(facts.labelCounts);
  const views = 2 * supportPerClass * facts.labelCounts.length;
  return {
    ...common(settings, supportPerClass),
    name: 'warm-up',
    method: 'supervised',
    stepCount: facts.pretrained ? 150 : 400,
    unlabeledCount: 0,
    ...rates(settings, views),
    warmupSteps: 10,
    weightAverageDecay: 0,
  };
}

function pawsStage(settings: TrainSettings, facts: PlanFacts, unlabeledCount: number): StagePlan {
  const supportPerClass = supportOf(facts.labelCounts);
  const views = 2 * (supportPerClass * facts.labelCounts.length + unlabeledCount);
  const stepsPerEpoch = Math.ceil(facts.unlabeledCount / unlabeledCount);
  return {
    ...common(settings, supportPerClass),
    name: settings.method,
    method: settings.method,
    stepCount: settings.epochs ? settings.epochs * stepsPerEpoch : clamp(2 * stepsPerEpoch, 120, 600),
    unlabeledCount,
    ...rates(settings, views),
    warmupSteps: 10,
    weightAverageDecay: 0.98,
  };
}

function common(settings: TrainSettings, supportPerClass: number) {
  return {
    methodSettings: { ...defaultMethodSettings, supportViews: 2 },
    supportPerClass,
    localViewCount: 0,
    labelSmoothing: 0.1,
    momentum: 0.9,
    optimizer: 'nesterov' as const,
    weightDecay: settings.trainEncoder ? 5e-4 : 1e-4,
  };
}

/** Fine-tuning a backbone wants a gentle rate; heads alone bear ten times as much. */
function rates(settings: TrainSettings, views: number): { peakRate: number; finalRate: number } {
  const base = settings.trainEncoder ? 0.02 : 0.2;
  const peakRate = base * Math.min(1, Math.sqrt(views / REFERENCE_VIEWS));
  return { peakRate, finalRate: peakRate * 0.05 };
}

/** Support images per class and step: what the classes have, up to six, fewer where there are many classes. */
function supportOf(labelCounts: readonly number[]): number {
  const most = Math.max(...labelCounts);
  const share = Math.floor(SUPPORT_PER_STEP / labelCounts.length);
  return clamp(Math.min(most, share), 1, MAX_SUPPORT_PER_CLASS);
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value));
}
