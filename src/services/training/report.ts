import type { ClassifierKind } from '../../learning/classifiers/classifier.ts';
import type { TrainSettings } from './settings.ts';

/** Accuracy overall and per class, as fractions of the images that had no human label but a known truth. */
export interface Accuracy {
  readonly overall: number;
  readonly perClass: Readonly<Record<string, number>>;
  /** Images that were judged. */
  readonly imageCount: number;
}

/** One candidate of the check on held-out labels. */
export interface HeldOutScore {
  /** 'frozen' representations of the encoder as it came, or 'trained' ones. */
  readonly features: 'frozen' | 'trained';
  readonly classifier: ClassifierKind;
  /** Fraction of the held-out labels that it got right. */
  readonly accuracy: number;
}

/** What the check on held-out labels found. */
export interface HeldOutCheck {
  readonly foldCount: number;
  readonly heldOutCount: number;
  readonly scores: readonly HeldOutScore[];
  /** The best classifier on frozen representations: what a training has to beat. */
  readonly bestFrozen: ClassifierKind;
  /** Which one was kept, and why, in plain words. */
  readonly verdict: string;
}

/** How confidences were made to mean what they say, and by how much they were off on held-out labels. */
export interface Calibration {
  readonly temperature: number;
  /** Expected calibration errors, 0 to 1; the second on the labels that the temperature was fitted to. */
  readonly errorBefore: number;
  readonly errorAfter: number;
}

/** What is known of a finished training; kept with the run, and written to report.json by `handful run`. */
export interface TrainReport {
  readonly settings: TrainSettings;
  readonly device: string;
  readonly imageSizePx: number;
  readonly images: {
    readonly imported: number;
    readonly skipped: number;
    readonly duplicates: number;
    readonly labelled: number;
    readonly unlabeled: number;
  };
  /** Class names in order, with the human labels of each and the share of the images that it was expected to have. */
  readonly classes: readonly { readonly name: string; readonly labels: number; readonly expected: number }[];
  /** The classifier that was kept: on which features, of which kind. */
  readonly kept: { readonly features: 'frozen' | 'trained'; readonly classifier: ClassifierKind };
  readonly heldOut?: HeldOutCheck;
  readonly calibration?: Calibration;
  /** Plain sentences a user should read. */
  readonly warnings: readonly string[];
  readonly secondsPerStage: Readonly<Record<string, number>>;
}

/** The class frequencies that the training expected. [C] */
export function classPriorOf({ classes }: Pick<TrainReport, 'classes'>): number[] {
  return classes.map(({ expected }) => expected);
}
