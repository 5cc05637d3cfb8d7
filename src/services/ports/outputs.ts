/** What is being written; nobody sees it before it is complete. Paths are relative, with forward slashes. */
export interface Draft {
  write(path: string, bytes: Uint8Array): Promise<void>;
  /**
   * Copies the file `source` (absolute) when its content still has this SHA-256, and says whether it did.
   * Throws IMAGE_UNREADABLE when it cannot be read.
   */
  copy(source: string, path: string, contentHash: string): Promise<boolean>;
}

export interface PutOptions {
  /** The files and folders that will lie directly in the folder. */
  readonly names: readonly string[];
  /** Whether they may take the place of files of the same names, and of folders that were put there in this way. */
  readonly replace: boolean;
}

/** A folder that results go to. */
export interface OutputFolder {
  /** Absolute. */
  readonly root: string;
  /** The name, or with ' (2)', ' (3)' ... where that is taken. */
  freeName(name: string): string;
  /**
   * Puts what `work` writes into the folder: all of it, or, when anything goes wrong, nothing. Returns absolute paths.
   * Throws ALREADY_THERE, before `work` begins, for what may not be replaced; DISK_FULL, NOT_ALLOWED; and whatever
   * `work` throws.
   */
  put(options: PutOptions, work: (draft: Draft) => Promise<void>): Promise<string[]>;
}

/** Where results are written. */
export interface Outputs {
  /**
   * A folder to write to; it is made with the first result. Throws NOT_ALLOWED when it lies in one of `untouched`,
   * symbolic links resolved, and ALREADY_THERE when it is a file.
   */
  open(folder: string, untouched: readonly string[]): OutputFolder;
}
