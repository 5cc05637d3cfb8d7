/** How frequent each class is, by its name; above 0, and only the ratios count. */
export type ClassShares = Readonly<Record<string, number>>;

/** What a user chooses about a training; everything has a default. */
export interface TrainSettings {
  /** A name from `handful encoder list`, or the path of an ONNX file. */
  readonly encoder: string;
  /** Name of the method. */
  readonly method: string;
  /** Whether the encoder is trained too, or only the heads on its cached representations (seconds). */
  readonly trainEncoder: boolean;
  /** Name of the augmentation policy; 'auto' looks whether the images have colour. */
  readonly augment: string;
  /** Side of the square the encoder sees, px; chosen from the images when absent. */
  readonly imageSizePx?: number;
  /** Passes over the unlabeled images; chosen when absent. */
  readonly epochs?: number;
  /** Minutes that the training may take, all stages together, instead of `epochs`. */
  readonly minutes?: number;
  /** How frequent the classes are: as given, all alike, as first guesses say, or 'auto' (see `expectedClasses`). */
  readonly classPrior: 'auto' | 'uniform' | 'estimated' | ClassShares;
  /** Small views of each unlabeled image per step besides the two large ones (multi-crop). */
  readonly smallViews: number;
  /** Whether a prediction head follows the projection head. */
  readonly predictionHead: boolean;
  readonly seed: number;
  /** The weights before the first step: those that the encoder came with, or what the last training learnt. */
  readonly startFrom: 'encoder' | 'last';
}

export const defaultSettings: TrainSettings = {
  encoder: 'mobilenet-v2',
  method: 'paws',
  trainEncoder: true,
  augment: 'auto',
  classPrior: 'auto',
  smallViews: 0,
  predictionHead: false,
  seed: 0,
  startFrom: 'encoder',
};
