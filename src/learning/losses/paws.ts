import { stopGradient } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { crossEntropy } from './crossEntropy.ts';
import { meanEntropyMaximization } from './meanEntropyMaximization.ts';
import { pawsTargets } from './pawsTargets.ts';
import { softNearestNeighbour, type Supports } from './softNearestNeighbour.ts';
import { mixSpreadLabels, type SpreadLabels } from './spreadLabels.ts';

export interface PawsInput {
  /** [(2 + L) B, E]: first global view of every image, second of every image, then each local view of every image. */
  readonly anchors: Value;
  readonly anchorSupports: Supports;
  /** [2B, E']: the global views again, in the space that the targets are computed in. */
  readonly targets: Value;
  readonly targetSupports: Supports;
  readonly localViewCount: number;
  readonly temperature: number;
  readonly sharpeningTemperature: number;
  /** [C]; uniform when absent. */
  readonly classPrior?: Value;
  /** Another source of targets. */
  readonly spread?: SpreadLabels;
}

export interface PawsLoss {
  /** Shape []. */
  readonly crossEntropy: Value;
  /** Shape []. */
  readonly meMax: Value;
  /** [(2 + L) B, C] */
  readonly predictions: Value;
}

/**
 * Predicting view assignments with support samples (arXiv 2104.13963, algorithm 1): every view predicts, from its
 * similarity to the support set, what another view of the same image predicts.
 */
export function paws(input: PawsInput): PawsLoss {
  const { temperature, sharpeningTemperature, localViewCount } = input;

  // Step 1: predictions of the anchor views
  const predictions = softNearestNeighbour(input.anchors, input.anchorSupports, temperature);

  // Step 2: targets, without gradient
  const consistent = pawsTargets({
    globals: stopGradient(input.targets),
    supports: { embeddings: stopGradient(input.targetSupports.embeddings), labels: input.targetSupports.labels },
    localViewCount,
    temperature,
    sharpeningTemperature,
  });
  const targets = input.spread ? mixSpreadLabels(consistent, input.spread) : consistent;

  // Steps 3 and 4: H(targets, predictions) and the entropy of the mean prediction
  return {
    crossEntropy: crossEntropy(predictions, targets),
    meMax: meanEntropyMaximization(predictions, sharpeningTemperature, input.classPrior),
    predictions,
  };
}
