import type { Value } from '../../engine/graph/value.ts';

/** What a method wants to be given at every step. The training loop reads this and never asks which method it is. */
export interface MethodNeeds {
  /** Labeled images, the same number of each class. */
  readonly supportSet: boolean;
  /** Views of each support image. */
  readonly supportViews: number;
  /** Large views of each unlabeled image; 0 when the method uses no unlabeled images. */
  readonly globalViews: number;
  /** Whether small views of each unlabeled image are used when there are any (multi-crop). */
  readonly localViews: boolean;
  /** Whether unlabeled images come with the labels that spread to them before the training. */
  readonly spreadLabels: boolean;
}

/** What one pass of N views gives; see docs/notation.md for the order of the rows. */
export interface EncodedViews {
  /** [N, D], of the encoder. */
  readonly representations: Value;
  /** [N, E], after the projection head. */
  readonly embeddings: Value;
  /** [N, E], after the prediction head; the embeddings where there is none. */
  readonly predictions: Value;
  /** [N, C], of the linear class head on the representations. */
  readonly logits: Value;
}

export interface MethodSettings {
  /** tau of the soft nearest-neighbour classifier, > 0. */
  readonly temperature: number;
  /** T of the sharpened targets, in (0, 1]. */
  readonly sharpeningTemperature: number;
  /** Weight of mean-entropy maximization, >= 0. */
  readonly meMaxWeight: number;
  /** Weight of the cross-entropy of the class head on the support set, >= 0. */
  readonly supervisedWeight: number;
  /** Weight of the leave-one-out soft nearest-neighbour loss on the support set, >= 0. */
  readonly neighbourWeight: number;
  /** Views of each support image, >= 1. */
  readonly supportViews: number;
  /** What the targets are computed from: the embeddings, or the representations below the projection head. */
  readonly targetSpace: 'embeddings' | 'representations';
  /** Share of the targets that labels spread over the neighbour graph give, in [0, 1). */
  readonly spreadShare: number;
}

/** The authors' temperatures (arXiv 2104.13963, section 5); the supervised weight is ours. */
export const defaultMethodSettings: MethodSettings = {
  temperature: 0.1,
  sharpeningTemperature: 0.25,
  meMaxWeight: 1,
  supervisedWeight: 1,
  neighbourWeight: 0,
  supportViews: 2,
  targetSpace: 'embeddings',
  spreadShare: 0,
};

export interface MethodContext {
  readonly support: EncodedViews;
  /** [S, C], smoothed one-hot, one row per row of `support`. */
  readonly supportLabels: Value;
  /** First view of every image, then the second of every image. */
  readonly globals?: EncodedViews;
  /** First small view of every image, then the second of every image ... */
  readonly locals?: EncodedViews;
  readonly localViewCount: number;
  /** [B, C], a target for each unlabeled image; a row sums to how much it counts. */
  readonly spreadLabels?: Value;
  /** [C], the expected class frequencies, summing to 1; uniform when absent. */
  readonly classPrior?: Value;
  readonly settings: MethodSettings;
}

export interface MethodLoss {
  /** Shape []. */
  readonly loss: Value;
  /** What to plot, each of shape [], by the name of its metric. */
  readonly terms: Readonly<Record<string, Value>>;
}

/** A way to learn from labeled and unlabeled views. Adding one is adding a file and a line in `registry.ts`. */
export interface Method {
  readonly name: string;
  readonly needs: (settings: MethodSettings) => MethodNeeds;
  readonly loss: (context: MethodContext) => MethodLoss;
}
