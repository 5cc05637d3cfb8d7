/** Below this share of its maximum, the entropy of the mean prediction says: one class for everything. */
export const LOWEST_ENTROPY = 0.15;
/** Below this, all embeddings are the same. The variance of random directions is near 1. */
export const LOWEST_VARIANCE = 0.01;
/** Steps in a row that make it a collapse and not a bad batch. */
const PATIENCE = 10;

/** Watches the metrics of a stage for the two ways in which a network can give up telling images apart. */
export class CollapseGuard {
  readonly #stageName: string;
  #stepsInTrouble = 0;
  #collapse: string | undefined;

  constructor(stageName: string) {
    this.#stageName = stageName;
  }

  /** What happened, in plain words, once it has. */
  get collapse(): string | undefined {
    return this.#collapse;
  }

  /** Throws when the last steps all show a collapse; `collapse` then says which. */
  watch(metrics: Readonly<Record<string, number>>): void {
    const trouble = this.#trouble(metrics);
    this.#stepsInTrouble = trouble ? this.#stepsInTrouble + 1 : 0;
    if (!trouble || this.#stepsInTrouble < PATIENCE) return;
    this.#collapse = `${trouble} The stage "${this.#stageName}" was undone; the model from before it was kept. More labels, or labels that are spread more evenly over the classes, prevent this.`;
    throw new Error(this.#collapse);
  }

  #trouble(metrics: Readonly<Record<string, number>>): string | undefined {
    if (!Number.isFinite(metrics['loss'])) return 'The training became unstable (its loss is no longer a number).';
    if ((metrics['prediction-entropy'] ?? 1) < LOWEST_ENTROPY)
      return 'The training began to say the same class of every image.';
    if ((metrics['embedding-variance'] ?? 1) < LOWEST_VARIANCE)
      return 'The training began to see every image as the same.';
    return undefined;
  }
}
