import type { ViewKind } from '../../learning/augmentations/policy.ts';

export interface ViewRequest {
  readonly imageIndex: number;
  readonly kind: ViewKind;
  /** Tells apart the views of one image in one step. */
  readonly viewIndex: number;
}

/** Where the training loop gets its views from: augmented pixels, or cached representations. */
export interface ViewSource {
  /** Shape of a support or global view: [3, S, S], or [D]. */
  readonly viewShape: readonly number[];
  /** Shape of a small view. */
  readonly localViewShape: readonly number[];
  /**
   * The views of one kind after another, row-major. The same requests with the same `keys` (stage, step) always give
   * the same views.
   */
  load(requests: readonly ViewRequest[], keys: readonly number[]): Promise<Float32Array>;
}
