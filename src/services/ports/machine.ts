import type { EncoderFiles } from './encoderFiles.ts';
import type { ImageFolder } from './images.ts';
import type { MapLayout } from './mapLayout.ts';
import type { Outputs } from './outputs.ts';
import type { Pictures } from './pictures.ts';
import type { Places } from './places.ts';
import type { ProjectStore } from './projectStore.ts';
import type { RecentProjects } from './recentProjects.ts';
import type { Runtime } from './runtime.ts';

/** What a workbench needs of the machine it runs on. */
export interface Machine {
  /** Version of Handful. */
  readonly version: string;
  /** Runs graphs without holding up whoever waits for something else. */
  readonly runtime: Runtime;
  readonly encoders: EncoderFiles;
  readonly mapLayout: MapLayout;
  /** How many files are read at once: the number of cores. */
  readonly concurrency: number;
  /** Throws FOLDER_MISSING, PROJECT_EXISTS, DISK_FULL. */
  createProject(path: string, folder: string): Promise<ProjectStore>;
  /** Throws PROJECT_MISSING, PROJECT_IN_USE, PROJECT_NEWER, PROJECT_DAMAGED. */
  openProject(path: string): Promise<ProjectStore>;
  openImageFolder(root: string): ImageFolder;
  isFolder(path: string): boolean;
  /** Pictures of the images of a project, which are in the folder that `imagesFolder` says. */
  openPictures(projectPath: string, imagesFolder: () => string): Pictures;
  readonly places: Places;
  readonly outputs: Outputs;
  readonly recentProjects: RecentProjects;
}
