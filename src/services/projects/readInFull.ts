import type { ImageRecord } from '../../shared/domain/records.ts';
import { throwIfStopped } from '../../shared/stopSignal.ts';
import type { ProjectStore, RowFile } from '../ports/projectStore.ts';
import { preprocessWindow } from './appendRows.ts';
import type { ImportOptions } from './importWork.ts';
import { inOrder } from './inOrder.ts';
import { EXACT, GLIMPSED, hasPixels, openPixelCache, openPixelRows, type PixelCache } from './pixelRows.ts';
import { ProgressMeter } from './progressMeter.ts';
import type { ReadImage } from './readImage.ts';
import { readAgain } from './restoreRows.ts';

/** The part of an import that this needs. */
type FullReading = Omit<ImportOptions, 'care' | 'onCommitted'>;

/** Images in the folder of which the cache for a size holds a glimpse. */
export async function glimpsedImages(store: ProjectStore, sizePx: number): Promise<ImageRecord[]> {
  const cache = await openPixelCache(store, sizePx);
  try {
    return await glimpsedIn(store, cache);
  } finally {
    await cache.close();
  }
}

/**
 * Reads every pixel of the images that were only glimpsed, and puts the exact rows in the place of the others. Stopped
 * or killed, it goes on where it was when called again. An image whose file cannot be read any more keeps its glimpse.
 * Throws FOLDER_MISSING, STOPPED, DISK_FULL.
 */
export async function readInFull(work: FullReading): Promise<void> {
  const { store, folder, preprocessing, concurrency, windowSize = 64, onProgress = () => undefined } = work;
  const cache = await openPixelCache(store, preprocessing.sizePx);
  try {
    const images = await glimpsedIn(store, cache);
    // A disk that is not connected is no reason to be content with glimpses.
    if (images.length > 0) await folder.list();
    const progress = new ProgressMeter(images.length, onProgress);
    let window: Replacement[] = [];
    let doneCount = 0;
    const reads = inOrder(images, concurrency, async (image) => ({
      index: image.index,
      read: await readAgain(work, image, 'everyPixel'),
    }));
    for await (const { index, read } of reads) {
      if (read) window.push({ index, read });
      doneCount++;
      progress.add(1);
      if (window.length < windowSize && doneCount < images.length && !work.signal?.aborted) continue;
      await replace(cache, window, work);
      window = [];
      throwIfStopped(work.signal, 'Reading every pixel', 'Train again; it goes on where it stopped.');
    }
  } finally {
    await cache.close();
  }
}

/** What is read where a cache is not what a training needs. */
export interface Readings {
  /** Fills the cache with the images it has nothing of. */
  readonly missing: () => Promise<unknown>;
  /** See `readInFull`. */
  readonly glimpsed: () => Promise<unknown>;
}

/** Opens the training cache for a size when it holds every image, and of each every pixel. */
export async function openExactPixelRows(store: ProjectStore, sizePx: number, readings: Readings): Promise<RowFile> {
  if (!(await hasPixels(store, sizePx))) await readings.missing();
  if ((await glimpsedImages(store, sizePx)).length > 0) await readings.glimpsed();
  return openPixelRows(store, sizePx);
}

async function glimpsedIn(store: ProjectStore, { pixels, glimpseMarks }: PixelCache): Promise<ImageRecord[]> {
  const count = Math.min(pixels.rowCount, glimpseMarks.rowCount);
  const marks = await glimpseMarks.read(Array.from({ length: count }, (_, row) => row));
  return store.images().filter(({ index }) => marks[index] === GLIMPSED);
}

interface Replacement {
  readonly index: number;
  readonly read: ReadImage;
}

async function replace(
  { pixels, glimpseMarks }: PixelCache,
  window: readonly Replacement[],
  { preprocessing }: FullReading,
): Promise<void> {
  const rows = await preprocessWindow(
    window.map(({ read }) => read),
    preprocessing,
  );
  const { rowBytes } = pixels;
  for (const [place, { index }] of window.entries()) {
    await pixels.write(index, rows.subarray(place * rowBytes, (place + 1) * rowBytes));
  }
  await pixels.flush();
  for (const { index } of window) await glimpseMarks.write(index, Uint8Array.of(EXACT));
  await glimpseMarks.flush();
}
