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

/** With fewer labels per class than this it is not known whether training helps: it has to show that it does. */
const FEW_LABELS = 5;

/**
 * The best candidate on trained features, unless the best on frozen ones is better by more than two standard errors of
 * the difference (the trained ones were trained shortened, and a handful of labels is a noisy judge). With few labels
 * per class it is the other way round: frozen, unless the trained one got more held-out labels right.
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
    labelsPerClass < FEW_LABELS ? accuracy(trained.right) > accuracy(frozen.right) : !isClearlyBetter(frozen, trained);
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

/** The first in order of preference, unless a later one is clearly better. */
function best(candidates: readonly Candidate[]): Candidate {
  return candidates.reduce((leader, candidate) => (isClearlyBetter(candidate, leader) ? candidate : leader));
}

/** By two standard errors of the paired difference: one is sqrt(n) for n labels on which exactly one of them is right. */
function isClearlyBetter(a: Candidate, b: Candidate): boolean {
  const wins = a.right.filter((right, index) => right && !b.right[index]).length;
  const losses = b.right.filter((right, index) => right && !a.right[index]).length;
  return wins - losses > 2 * Math.sqrt(wins + losses);
}

function verdict(kept: Candidate, frozen: Candidate, trained: Candidate): string {
  if (kept === frozen) {
    return (
      `Training did not help here: of labels set aside, ${percent(trained)} were right after it and ` +
      `${percent(frozen)} before, so Handful kept the simpler classifier on the untouched network.`
    );
  }
  const scores = `Of labels set aside, ${percent(trained)} were right after a training without them and ${percent(frozen)} before`;
  if (accuracy(trained.right) > accuracy(frozen.right)) return `${scores}, so Handful kept what it learnt.`;
  return (
    `${scores}: so few labels do not tell the two apart. Handful kept what it learnt, since the training itself had ` +
    'more labels to learn from than the one that was checked. More labels make this surer.'
  );
}

const percent = (candidate: Candidate): string => `${(100 * accuracy(candidate.right)).toFixed(0)} %`;

function accuracy(right: readonly boolean[]): number {
  return right.filter(Boolean).length / right.length;
}
