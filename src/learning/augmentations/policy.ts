import type { PlacementSettings } from './randomPlacement.ts';
import type { Augmentation } from './view.ts';

/** How one kind of view is made: where it looks, and what is done to it, in order. */
export interface ViewRecipe {
  readonly placement: PlacementSettings;
  readonly augmentations: readonly Augmentation[];
}

export type ViewKind = 'support' | 'global' | 'local';

/** The views that suit one kind of images. Adding one is adding a file and a line in `registry.ts`. */
export interface AugmentationPolicy extends Readonly<Record<ViewKind, ViewRecipe>> {
  readonly name: string;
  /** For whom it is, in a line. */
  readonly about: string;
}
