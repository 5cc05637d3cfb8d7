import type { LabelChange } from './labelChange.ts';

/** How a label came to be: given by a person, or given by a person against what the classifier said. */
export type LabelSource = 'human' | 'corrected';

/**
 * An image of a project. What it is, is its content: a file with new content under an old path is another image, and
 * a file that was moved is the same one, so a label never ends up on the wrong image.
 */
export interface ImageRecord {
  /** Its row in the caches: 0, 1, 2 ... in order of import, never reused. Not its place in `images()`. */
  readonly index: number;
  /** Relative to the folder, with forward slashes, spelt as on disk. */
  readonly path: string;
  /** SHA-256 of the file, lower-case hex. */
  readonly contentHash: string;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was taken when the file held more than is used: 'page 1 of 3', '16 bit reduced to 8' ... */
  readonly note: string | undefined;
  /** Index of the first image with the same content, when this is a copy. */
  readonly duplicateOf: number | undefined;
}

/** An image as the import found it; the store gives it its index and sees whether it is a copy. */
export type NewImage = Omit<ImageRecord, 'index' | 'duplicateOf'>;

/** Where an image is now; `path` undefined: no longer in the folder. Its labels stay with it. */
export interface ImagePlace {
  readonly imageIndex: number;
  readonly path: string | undefined;
}

/** A file of the folder that could not be used. */
export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** The label that holds for an image now. */
export interface LabelRecord {
  readonly imageIndex: number;
  readonly className: string;
  readonly source: LabelSource;
}

/** A label that is given to an image, or taken away. Classes are known by their index, so that names can change. */
export interface LabelEvent {
  readonly imageIndex: number;
  /** null removes the label. */
  readonly classIndex: number | null;
  readonly source: LabelSource;
  /** Where it came from: a file name, a part of the window. */
  readonly origin: string;
}

/** A label event as the log keeps it. */
export interface LoggedLabelEvent extends LabelEvent {
  /** The name that the class has now; null where the label was removed. */
  readonly className: string | null;
  /** ISO 8601, UTC. */
  readonly time: string;
}

/** A class as it is now. It keeps its index for good, also when it is removed. */
export interface ClassRecord {
  /** 0, 1, 2 ... in order of first appearance. */
  readonly index: number;
  readonly name: string;
  /** '#rrggbb' where a person chose it. */
  readonly colour: string | undefined;
  /** Classes in use are shown in ascending order of it. */
  readonly position: number;
  /** Nothing is labelled with a removed class. */
  readonly isRemoved: boolean;
  /** Index of the class that a removed one was joined with. */
  readonly joinedWith: number | undefined;
}

/** What is done to labels and classes in one go: on disk as a whole, undone as a whole. */
export interface ChangeContent {
  readonly labels: readonly LabelEvent[];
  /** Classes that are new or not as they were. */
  readonly classes: readonly ClassRecord[];
}

export interface NewChange extends ChangeContent {
  readonly what: LabelChange;
  /** Id of the change that this takes back. */
  readonly undoes?: number;
  /** Id of the change, undone before, that this does again. */
  readonly redoes?: number;
}

/** A change as the log lists it. */
export interface ChangeRecord {
  readonly id: number;
  readonly what: LabelChange;
  readonly undoes: number | undefined;
  readonly redoes: number | undefined;
}

/** What the classifier says of one image. */
export interface Prediction {
  readonly imageIndex: number;
  readonly className: string;
  /** Probability of `className`, 0 to 1. */
  readonly confidence: number;
}

export type RunState = 'running' | 'stopped' | 'finished' | 'failed';

/** One training of a project. `settings` and `report` are JSON of the training service. */
export interface RunRecord {
  readonly id: number;
  readonly state: RunState;
  readonly settings: string;
  readonly report: string | undefined;
  /** ISO 8601, UTC. */
  readonly startedAt: string;
}

export interface MetricRecord {
  readonly step: number;
  readonly name: string;
  readonly value: number;
}
