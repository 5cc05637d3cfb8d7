import { decodeModel } from '../../engine/onnx/read.ts';
import { encoderInside } from '../../learning/inference/encoderInside.ts';
import { createPreprocessing } from '../exporting/preprocessing.ts';
import type { ImageFolder } from '../ports/images.ts';
import { openPixelCache, openPixelRows, type PixelCache } from '../projects/pixelRows.ts';
import { restoreRows } from '../projects/restoreRows.ts';
import { newestFinishedRun } from '../training/finishedRun.ts';
import { classifierBlob } from '../training/trainProject.ts';
import type { Bench } from '../workbench/bench.ts';
import type { Look } from './featureRows.ts';

/**
 * What it takes to look at images that came, or came back, after the newest finished training, just as that training
 * looked at the others: with the encoder inside the classifier that it left, which needs no file of the user's, and at
 * its image size. `dim` is that of its features, `unseen` are the images. The caller closes `pixels`.
 * Undefined where that classifier is lost. Throws PROJECT_DAMAGED; where images have to be read at a size that they were
 * not imported at, FOLDER_MISSING, STOPPED, DISK_FULL.
 */
export async function lookAsTrained(bench: Bench, dim: number, unseen: Int32Array): Promise<Look | undefined> {
  const { store } = bench;
  const { id, report } = newestFinishedRun(store);
  const classifier = await store.readBlob(classifierBlob(id));
  if (!classifier) return undefined;
  const sizePx = report.imageSizePx;
  const encoder = encoderInside(decodeModel(classifier), dim);
  // At the size of the project the import has read them.
  if (sizePx !== (await bench.imageSizePx())) await readImages(bench, sizePx, unseen);
  return { encoder, sizePx, pixels: await openPixelRows(store, sizePx) };
}

async function readImages(bench: Bench, sizePx: number, unseen: Int32Array): Promise<void> {
  const { store } = bench;
  const folder = bench.folder();
  const cache = await openPixelCache(store, sizePx);
  try {
    if (cache.pixels.rowCount <= unseen.at(-1)!) await restore(bench, folder, cache, sizePx);
  } finally {
    await cache.close();
  }
}

async function restore(bench: Bench, folder: ImageFolder, cache: PixelCache, sizePx: number): Promise<void> {
  const { store, machine, activities } = bench;
  const activity = { kind: 'features', title: `Reading the new images at ${sizePx} pixels` } as const;
  await activities.run(activity, async ({ signal, progress }) => {
    const preprocessing = await createPreprocessing(machine.runtime, sizePx);
    const { concurrency } = machine;
    await restoreRows({ store, folder, cache, preprocessing, concurrency, signal, onRestored: progress });
  });
}
