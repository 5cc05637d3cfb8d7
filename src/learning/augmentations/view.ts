/** A view under way: three planes R, G, B of sizePx x sizePx floats in [0, 1], in place in the batch. */
export interface View {
  readonly data: Float32Array;
  /** Where the red plane begins. */
  readonly offset: number;
  readonly sizePx: number;
}

/** Uniform numbers in [0, 1). */
export type Random = () => number;

/** Changes a view in place, keeping it in [0, 1]. The same numbers from `random` make the same change. */
export type Augmentation = (view: View, random: Random) => void;

export type Range = readonly [low: number, high: number];

/** A uniform number of the range. */
export const between = (random: Random, [low, high]: Range): number => low + (high - low) * random();

/** Applies an augmentation to that fraction of the views. */
export function sometimes(probability: number, augmentation: Augmentation): Augmentation {
  return (view, random) => {
    if (random() < probability) augmentation(view, random);
  };
}
