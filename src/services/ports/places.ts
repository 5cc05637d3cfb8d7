import type { FolderListing } from '../../shared/contract/app.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';

/** How a copy reports, and hears that it should stop. */
export interface CopyOptions {
  readonly signal?: StopSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

/** Where things are on this machine, and where new ones go. */
export interface Places {
  /**
   * Folders, projects and ONNX files directly below a folder, hidden ones left out; the home folder by default.
   * Throws NOT_ALLOWED, FOLDER_MISSING.
   */
  listFolder(path?: string): Promise<FolderListing>;
  /** The path, absolute, when it lies where this user may look. Throws NOT_ALLOWED. */
  allowed(path: string): Promise<string>;
  /**
   * Where a new project for the images of a folder goes: `NAME.handful` beside the folder, or in the user's documents
   * where nothing can be written beside it. Throws PROJECT_EXISTS, FOLDER_MISSING, DISK_FULL.
   */
  newProjectPath(folder: string): Promise<string>;
  /**
   * Copies the images of the demo into a new folder of the user's documents, whole or not at all.
   * Throws STOPPED, DISK_FULL, NOT_ALLOWED.
   */
  copyDemo(options: CopyOptions): Promise<{ readonly folder: string; readonly projectPath: string }>;
  /** Absolute path of something with this name in the folder that holds `path`. */
  beside(path: string, name: string): string;
  /** The folder that holds `path`, and its name there. */
  parts(path: string): { readonly folder: string; readonly name: string };
}
