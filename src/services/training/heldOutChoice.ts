import type { ClassifierKind } from '../../learning/classifiers/classifier.ts';
import type { HeldOutPrediction } from './featureSet.ts';
import type { HeldOutCheck, HeldOutScore } from './report.ts';

/** A way to classify, and for each held-out label whether it got it right. */
export interface Candidate {
  readonly features: HeldOutScore['features'];
  readonly classifier: ClassifierKind;
  readonly right: readonly boolean[];
  /** What it said of them. */
  readonly predictions?: readonly HeldOutPrediction[];
}

export interface HeldOutChoice {
  readonly features: HeldOutScore['features'];
  readonly classifier: ClassifierKind;
  /** Absent when no label could be held out. */
  readonly check?: HeldOutCheck;
  /** What the kept candidate said of the held-out labels. */
  readonly predictions?: readonly HeldOutPrediction[];
}

/** What to say where there is no check. */
export const UNCHECKED =
  'No label could be set aside to check the training (it takes two of a class), so Handful kept the simpler classifier ' +
  'on the untouched network.';

/** With fewer labels per class than this training may well do harm: it has to show that it helps. */
const FEW_LABELS = 5;
/** Standard errors by which it must then be ahead: of twenty labels, one or two more are luck. */
const HELPFUL_LEAD = 1;
/** Standard errors by which the untouched encoder must otherwise be ahead to be kept. */
const HARMFUL_LEAD = 2;
/** Standard errors by which a classifier must be ahead of one that is preferred to it on the same features. */
const OTHER_KIND_LEAD = 3;

/**
 * The best candidate on trained features, unless the best on frozen ones is better by more than two standard errors of
 * the difference (a handful of labels is a noisy judge, and trainings that were measured helped). With few labels per
 * class it is the other way round: frozen, unless the trained one is better by more than one.
 * Candidates on the same features are given in the order of preference, which decides between equals.
 */
export function chooseByHeldOut(
  candidates: readonly Candidate[],
  foldCount: number,
  labelsPerClass: number,
): HeldOutChoice {
  const trained = best(candidates.filter((candidate) => candidate.features === 'trained'));
  const frozen = best(candidates.filter((candidate) => candidate.features === 'frozen'));
  const helps =
    labelsPerClass < FEW_LABELS ? lead(trained, frozen) > HELPFUL_LEAD : lead(frozen, trained) <= HARMFUL_LEAD;
  const kept = helps ? trained : frozen;
  return {
    features: kept.features,
    classifier: kept.classifier,
    ...(kept.predictions ? { predictions: kept.predictions } : {}),
    check: {
      foldCount,
      heldOutCount: kept.right.length,
      scores: candidates.map(({ features, classifier, right }) => ({
        features,
        classifier,
        accuracy: accuracy(right),
      })),
      bestFrozen: frozen.classifier,
      verdict: verdict(kept, frozen, trained),
    },
  };
}

/** The first in order of preference, unless a later one leads by far: of several that are tried, one is lucky. */
function best(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((leader, candidate) => (lead(candidate, leader) > OTHER_KIND_LEAD ? candidate : leader));
}

/**
 * By how many standard errors of the paired difference `a` is ahead: one is sqrt(n) for n labels on which exactly one of
 * the two is right (McNemar 1947). 0 where they are right on the same labels.
 */
function lead(a: Candidate, b: Candidate): number {
  const wins = a.right.filter((right, index) => right && !b.right[index]).length;
  const losses = b.right.filter((right, index) => right && !a.right[index]).length;
  return wins === losses ? 0 : (wins - losses) / Math.sqrt(wins + losses);
}

function verdict(kept: Candidate, frozen: Candidate, trained: Candidate): string {
  const gotMoreRight = accuracy(trained.right) > accuracy(frozen.right);
  if (kept === frozen && !gotMoreRight) {
    return (
      `Training did not help here: of labels set aside, ${percent(trained)} were right after it and ` +
      `${percent(frozen)} before, so Handful kept the simpler classifier on the untouched network.`
    );
  }
  const scores =
    `Of labels set aside, ${percent(trained)} were right after a training without them and ` +
    `${percent(frozen)} before`;
  if (kept === trained && gotMoreRight) return `${scores}, so Handful kept what it learnt.`;
  const choice =
    kept === frozen
      ? 'Handful kept the simpler classifier on the untouched network, since trainings on few labels can do harm.'
      : 'Handful kept what it learnt, since the training itself had more labels to learn from than the one that was checked.';
  return `${scores}: so few labels do not tell the two apart. ${choice} More labels make this surer.`;
}

const percent = (candidate: Candidate): string => `${(100 * accuracy(candidate.right)).toFixed(0)} %`;

function accuracy(right: readonly boolean[]): number {
  return right.filter(Boolean).length / right.length;
}
