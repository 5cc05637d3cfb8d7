import type {
  ImageRecord,
  LabelEvent,
  LabelRecord,
  MetricRecord,
  Prediction,
  RunRecord,
  RunState,
  SkippedFile,
} from '../../shared/domain/records.ts';

/** A project on disk, held by this process alone until it is closed. Every write is on disk when it returns. */
export interface ProjectStore {
  readonly path: string;
  /** Where the images are, absolute; stored relative to the project. */
  readonly folder: string;

  addImages(images: readonly Omit<ImageRecord, 'index'>[]): ImageRecord[];
  images(): ImageRecord[];
  imageByPath(path: string): ImageRecord | undefined;
  setSkipped(files: readonly SkippedFile[]): void;
  skipped(): SkippedFile[];

  /** Appends to the label log; the newest event of an image holds. All or nothing. */
  addLabels(events: readonly LabelEvent[]): void;
  labels(): LabelRecord[];
  /** Class names in order of first appearance; a class keeps its place for good. */
  classes(): string[];

  startRun(settings: string): RunRecord;
  updateRun(id: number, state: RunState, report?: string): void;
  runs(): RunRecord[];
  addMetrics(runId: number, metrics: readonly MetricRecord[]): void;
  metrics(runId: number): MetricRecord[];
  setPredictions(runId: number, predictions: readonly Prediction[]): void;
  predictions(): Prediction[];

  /** Blobs of the project (checkpoints, the classifier, caches): written whole or not at all. */
  writeBlob(name: string, bytes: Uint8Array): Promise<void>;
  readBlob(name: string): Promise<Uint8Array | undefined>;
  deleteBlob(name: string): Promise<void>;
  /** A file of fixed-size rows (decoded pixels, features), random access, created when absent. */
  openRows(name: string, rowBytes: number): Promise<RowFile>;

  close(): void;
}

/** Rows of equal size on disk; row i of `pixels` belongs to the image with index i. */
export interface RowFile {
  readonly rowBytes: number;
  readonly rowCount: number;
  append(rows: Uint8Array): Promise<void>;
  /** Reads the given rows, in that order, one after another. */
  read(indices: readonly number[]): Promise<Uint8Array>;
  /** Forgets the rows from this one on. */
  truncate(rowCount: number): Promise<void>;
  flush(): Promise<void>;
  close(): Promise<void>;
}
