import { join } from 'node:path';
import { onTestFinished } from 'vitest';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import type { ImageFolder } from '../../../../src/services/ports/images.ts';
import type { ProjectStore } from '../../../../src/services/ports/projectStore.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import type { ImportReport } from '../../../../src/services/projects/importFolder.ts';
import type { ImportOptions } from '../../../../src/services/projects/importWork.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { averageColour } from './averageColour.ts';

/** A project on an empty folder, with an eye on what its imports decode. */
export interface ImportBench {
  readonly folder: string;
  readonly store: ProjectStore;
  readonly images: ImageFolder;
  /** Paths that were decoded, in the order of decoding. */
  readonly decoded: string[];
  run(options?: Partial<ImportOptions>): Promise<ImportReport>;
  /** Path and grey of every image of the folder, the grey from its row in the cache. */
  cached(): Promise<[path: string, grey: number][]>;
}

/** Closed and removed when the test ends. */
export async function importBench(): Promise<ImportBench> {
  const folder = temporaryFolder();
  const store = await createProject(join(temporaryFolder(), 'p.handful'), folder);
  onTestFinished(() => store.close());
  const decoded: string[] = [];
  const images = watched(openImageFolder(folder), decoded);
  return {
    folder,
    store,
    images,
    decoded,
    run: (options) => importFolder({ store, folder: images, preprocessing: averageColour, concurrency: 2, ...options }),
    async cached() {
      const rows = await openPixelRows(store, averageColour.sizePx);
      const records = store.images();
      const bytes = await rows.read(records.map((image) => image.index));
      await rows.close();
      return records.map((image, i) => [image.path, bytes[i * rows.rowBytes]!]);
    },
  };
}

function watched(images: ImageFolder, decoded: string[]): ImageFolder {
  return {
    ...images,
    async read(path) {
      const file = await images.read(path);
      return {
        ...file,
        decode() {
          decoded.push(path);
          return file.decode();
        },
      };
    },
  };
}
