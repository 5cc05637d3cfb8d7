import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encoderFiles } from '../../src/platform/node/encoderFiles.ts';
import { openImageFolder } from '../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../src/platform/node/projectStore/openProject.ts';
import { createPreprocessing } from '../../src/services/exporting/preprocessing.ts';
import { labelFromCsv } from '../../src/services/labeling/labelFromCsv.ts';
import type { ImageFolder } from '../../src/services/ports/images.ts';
import type { ProjectStore } from '../../src/services/ports/projectStore.ts';
import type { Runtime } from '../../src/services/ports/runtime.ts';
import { importFolder } from '../../src/services/projects/importFolder.ts';
import { openPixelRows } from '../../src/services/projects/pixelRows.ts';
import type { TrainDependencies } from '../../src/services/training/prepareTraining.ts';
import { labelsCsv, RED_AND_BLUE, writePictures } from './pictures.ts';
import { sharedRuntime } from './sharedRuntime.ts';

export const SMALL_SIZE_PX = 16;

export interface SmallProject {
  readonly root: string;
  readonly store: ProjectStore;
  readonly folder: ImageFolder;
  readonly runtime: Runtime;
  readonly training: TrainDependencies;
  dispose(): Promise<void>;
}

/** A project of red and blue pictures, imported, with some labels of each class. */
export async function smallProject(options: { perClass: number; labels: number }): Promise<SmallProject> {
  const root = await mkdtemp(path.join(tmpdir(), 'handful-project-'));
  const images = path.join(root, 'images');
  const names = await writePictures(images, RED_AND_BLUE, options.perClass);
  const store = await createProject(path.join(root, 'small.handful'), images);
  const runtime = sharedRuntime;
  const folder = openImageFolder(images);
  const preprocessing = await createPreprocessing(runtime, SMALL_SIZE_PX);
  await importFolder({ store, folder, preprocessing, concurrency: 2 });
  labelFromCsv(store, labelsCsv(names, options.labels), 'labels.csv');
  const training: TrainDependencies = {
    runtime,
    store,
    encoders: encoderFiles([]),
    pixelsOf: (sizePx) => openPixelRows(store, sizePx),
    onProgress: () => undefined,
  };
  return {
    root,
    store,
    folder,
    runtime,
    training,
    async dispose() {
      store.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}
