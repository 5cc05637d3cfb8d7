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

export interface LabelEvent {
  readonly imageIndex: number;
  /** null removes the label. */
  readonly className: string | null;
  readonly source: LabelSource;
  /** Where it came from: a file name, a person. */
  readonly origin: string;
}

/** A label event as the log keeps it. */
export interface LoggedLabelEvent extends LabelEvent {
  /** ISO 8601, UTC. */
  readonly time: string;
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
