import { availableParallelism } from 'node:os';
import { builtInEncoders } from '../learning/encoders/registry.ts';
import { encoderFiles } from '../platform/node/encoderFiles.ts';
import { openImageFolder } from '../platform/node/images/imageFolder.ts';
import { createProject, openProject } from '../platform/node/projectStore/openProject.ts';
import { createRuntime } from '../platform/onnxruntime/runtime.ts';
import { createPreprocessing } from '../services/exporting/preprocessing.ts';
import type { ImageFolder } from '../services/ports/images.ts';
import type { ProjectStore } from '../services/ports/projectStore.ts';
import type { Runtime } from '../services/ports/runtime.ts';
import { importFolder, type ImportReport } from '../services/projects/importFolder.ts';
import type { ImportProgress } from '../services/projects/progressMeter.ts';
import type { Care } from '../services/projects/readImage.ts';
import { openExactPixelRows, readInFull } from '../services/projects/readInFull.ts';
import type { TrainDependencies } from '../services/training/prepareTraining.ts';
import { duration, type Console } from './console.ts';

/** A project that is open, with everything the services need to work on it. */
export interface Workspace {
  readonly runtime: Runtime;
  readonly store: ProjectStore;
  readonly folder: ImageFolder;
  /** Brings the project to the state of its folder, with a cache for this size. */
  importImages(sizePx: number, care: Care): Promise<ImportReport>;
  readonly training: TrainDependencies;
}

export interface WorkspaceOptions {
  readonly device: 'auto' | 'cpu';
  readonly console: Console;
  readonly signal?: AbortSignal;
}

/** Opens a project, or makes one for `folder` when it is given, does the work, and lets go of the project. */
export async function inWorkspace<T>(
  projectPath: string,
  folder: string | undefined,
  options: WorkspaceOptions,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> {
  const store = await (folder === undefined ? openProject(projectPath) : createProject(projectPath, folder));
  try {
    return await work(workspaceOf(store, options));
  } finally {
    options.console.endProgress();
    store.close();
  }
}

function workspaceOf(store: ProjectStore, { device, console, signal }: WorkspaceOptions): Workspace {
  const runtime = createRuntime({ device });
  const folder = openImageFolder(store.folder);
  const reading = async (sizePx: number) => ({
    store,
    folder,
    preprocessing: await createPreprocessing(runtime, sizePx),
    concurrency: availableParallelism(),
    ...(signal ? { signal } : {}),
  });
  const importImages = async (sizePx: number, care: Care): Promise<ImportReport> =>
    importFolder({
      ...(await reading(sizePx)),
      care,
      onProgress: (progress) => showProgress(console, 'Importing', progress),
    });
  const readGlimpsed = async (sizePx: number): Promise<void> =>
    readInFull({
      ...(await reading(sizePx)),
      onProgress: (progress) => showProgress(console, 'Reading every pixel', progress),
    });
  const training: TrainDependencies = {
    runtime,
    store,
    encoders: encoderFiles(builtInEncoders),
    pixelsOf: (sizePx) =>
      openExactPixelRows(store, sizePx, {
        missing: () => importImages(sizePx, 'everyPixel'),
        glimpsed: () => readGlimpsed(sizePx),
      }),
    onProgress: console.progress,
    ...(signal ? { signal } : {}),
  };
  return { runtime, store, folder, importImages, training };
}

function showProgress(
  console: Console,
  title: string,
  { done, total, imagesPerSecond, secondsLeft }: ImportProgress,
): void {
  const left = secondsLeft === undefined ? '' : `, ${duration(secondsLeft)} left`;
  console.progress(title, done, total, `${Math.round(imagesPerSecond)} images/s${left}`);
}
