import type {
  ChangeContent,
  ChangeRecord,
  ClassRecord,
  ImagePlace,
  ImageRecord,
  LabelEvent,
  LabelRecord,
  LoggedLabelEvent,
  MetricRecord,
  NewChange,
  NewImage,
  Prediction,
  RunRecord,
  RunState,
  SkippedFile,
} from '../../shared/domain/records.ts';

export interface NewPrediction extends Omit<Prediction, 'className'> {
  readonly classIndex: number;
}

/**
 * A project on disk, held by this process alone until it is closed. Every write is on disk when it returns, whole or
 * not at all. Any write throws DISK_FULL when there is no room; the project then is as it was before.
 */
export interface ProjectStore {
  readonly path: string;
  /** Where the images are, absolute; stored relative to the project so both can move together. */
  readonly folder: string;
  /** Looks for the images somewhere else from now on. */
  setFolder(folder: string): void;

  /** Gives each image the next index. A path already in use by an image of the folder throws INTERNAL. */
  addImages(images: readonly NewImage[]): ImageRecord[];
  /** Images that are in the folder, by index: a list that stays as it is when others come. Held in memory. */
  images(): readonly ImageRecord[];
  /** Images that were in the folder once and are not now, by index, with the path they had. They keep their labels. */
  goneImages(): readonly ImageRecord[];
  /** Moves images, marks them gone or brings them back, all at once (so two files may swap places). */
  setPlaces(places: readonly ImagePlace[]): void;
  setSkipped(files: readonly SkippedFile[]): void;
  skipped(): readonly SkippedFile[];

  /**
   * Appends a change to the log of labels and classes; the newest event of an image, and of a class, holds. All or
   * nothing. Returns the id of the change. `labeling/labelBook.ts` is what makes changes.
   */
  addChange(change: NewChange): number;
  /** Every change ever, oldest first. */
  changes(): ChangeRecord[];
  /** What a change gave. */
  changeContent(id: number): ChangeContent;
  /** What the images and classes of a change were before it; a class that it made was removed. */
  contentBefore(id: number): ChangeContent;
  /** Every class ever, by index. */
  classRecords(): ClassRecord[];
  /** Names of the classes in use, in order of first appearance. */
  classes(): string[];
  /** The labels that hold, of images in the folder, by image index. */
  labels(): LabelRecord[];
  /** The newest event of every image, also of those that are gone, by image index. */
  newestLabelEvents(): LabelEvent[];
  /** Every label event ever, or those of one image, oldest first. */
  labelLog(imageIndex?: number): LoggedLabelEvent[];

  startRun(settings: string): RunRecord;
  updateRun(id: number, state: RunState, report?: string): void;
  /** Oldest first. */
  runs(): RunRecord[];
  addMetrics(runId: number, metrics: readonly MetricRecord[]): void;
  /** By step. */
  metrics(runId: number): MetricRecord[];
  /** Forgets the metrics of a run after this step: it goes on from a checkpoint there. */
  truncateMetrics(runId: number, step: number): void;
  /** Replaces the predictions of a run. Class names must be, or once have been, of classes of the project. */
  setPredictions(runId: number, predictions: readonly Prediction[]): void;
  /** Adds predictions of images that a run has none of, with classes by their index. */
  addPredictions(runId: number, predictions: readonly NewPrediction[]): void;
  /** Every image that a run has a prediction of, also where its class was removed, by index. */
  predictedImages(runId: number): number[];
  /** By image index, with the names that the classes have now; nothing of classes that were removed. */
  predictions(runId: number): Prediction[];

  /** Blobs of the project (checkpoints, the classifier): written whole or not at all. */
  writeBlob(name: string, bytes: Uint8Array): Promise<void>;
  /** Undefined when there is none. Throws PROJECT_DAMAGED when the bytes are not those that were written. */
  readBlob(name: string): Promise<Uint8Array | undefined>;
  deleteBlob(name: string): Promise<void>;
  /** A cache of fixed-size rows (decoded pixels, features), created when absent or of another row size. */
  openRows(name: string, rowBytes: number): Promise<RowFile>;
  /** The names of the caches there are. */
  rowNames(): string[];
  /** Deletes a cache. Whoever has it open can go on reading what was in it. */
  deleteRows(name: string): Promise<void>;

  /** Lets go of the project, and of every cache that is still open. */
  close(): void;
}

/**
 * Rows of equal size on disk; row i of `pixels-S` belongs to the image with index i. A cache: it can be deleted at
 * any time between uses, and after a crash it may hold fewer rows than were appended since the last `flush`.
 */
export interface RowFile {
  readonly rowBytes: number;
  readonly rowCount: number;
  /** `rows` is a whole number of rows. One append at a time. Throws DISK_FULL, and has appended nothing then. */
  append(rows: Uint8Array): Promise<void>;
  /** Replaces rows that are there, from this one on. Throws DISK_FULL, INTERNAL. */
  write(firstRow: number, rows: Uint8Array): Promise<void>;
  /** Reads the given rows, in that order, one after another. Throws INTERNAL for a row that is not there. */
  read(indices: readonly number[]): Promise<Uint8Array>;
  /** Forgets the rows from this one on. */
  truncate(rowCount: number): Promise<void>;
  /** Returns when all rows are on disk. */
  flush(): Promise<void>;
  close(): Promise<void>;
}
