/** Which augmentation a view gets. */
export type ViewKind = 'support' | 'global' | 'local';

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
  /** The views one after another, row-major. The same requests at the same step of the same stage give the same views. */
  load(requests: readonly ViewRequest[], stageIndex: number, step: number): Promise<Float32Array>;
}
