import { HandfulError } from '../../shared/errors.ts';
import type { SkippedFile } from '../../shared/domain/records.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { appendRows } from './appendRows.ts';
import { findPlaces } from './findPlaces.ts';
import type { Places } from './findPlaces.ts';
import { stopIfAsked } from './importWork.ts';
import type { ImportOptions, ImportWork } from './importWork.ts';
import { inOrder } from './inOrder.ts';
import { notePlaces } from './notePlaces.ts';
import { openPixelCache } from './pixelRows.ts';
import { ProgressMeter } from './progressMeter.ts';
import { readImage } from './readImage.ts';
import type { ReadImage } from './readImage.ts';
import { restoreRows } from './restoreRows.ts';

export interface ImportReport {
  /** Images of the project that are in the folder now. */
  readonly imageCount: number;
  readonly newCount: number;
  /** Images found under another path than before. */
  readonly movedCount: number;
  /** Images that are no longer in the folder. They and their labels come back with their files. */
  readonly goneCount: number;
  /** Images with the same content as an earlier one. */
  readonly copyCount: number;
  readonly skipped: readonly SkippedFile[];
}

/**
 * Brings the project to the state of its folder: new images are decoded, preprocessed into the cache `pixels-S` and
 * registered, in the order of their paths; known ones are recognised by their hash and not decoded again. Stopped or
 * killed at any moment, it goes on where it was when called again. A cache that was deleted is filled again.
 * Throws FOLDER_MISSING, FOLDER_EMPTY (no file, or none that can be read), STOPPED, DISK_FULL.
 */
export async function importFolder(options: ImportOptions): Promise<ImportReport> {
  const { store, folder, preprocessing, onProgress = () => undefined } = options;
  const paths = await listFiles(folder);
  const progress = new ProgressMeter(paths.length, onProgress);
  const places = await placeKnownImages({ ...options, progress }, paths);
  const cache = await openPixelCache(store, preprocessing.sizePx);
  try {
    const work: ImportWork = { ...options, cache, progress };
    await restoreRows(work);
    const { newCount, skipped } = await addNewImages(work, places.newPaths);
    store.setSkipped(skipped);
    return summary(store, folder, { places, newCount, skipped });
  } finally {
    await cache.close();
  }
}

/** The files of a folder that has some. Throws FOLDER_MISSING, FOLDER_EMPTY. */
export async function listFiles(folder: ImageFolder): Promise<string[]> {
  const paths = await folder.list();
  if (paths.length === 0) throw empty(`There are no files in ${folder.root}.`);
  return paths;
}

async function placeKnownImages(work: Omit<ImportWork, 'cache'>, paths: readonly string[]): Promise<Places> {
  const { store, folder, concurrency, progress } = work;
  const places = await findPlaces(store, folder, paths, {
    concurrency,
    onChecked() {
      progress.add(1);
      stopIfAsked(work);
    },
    onSearched: () => stopIfAsked(work),
  });
  progress.add(places.changes.filter(({ path }) => path !== undefined).length);
  await notePlaces(store, places.changes);
  return places;
}

async function addNewImages(
  work: ImportWork,
  paths: readonly string[],
): Promise<{ newCount: number; skipped: SkippedFile[] }> {
  const { store, folder, preprocessing, windowSize, concurrency, cache, progress, care = 'glimpse' } = work;
  const skipped: SkippedFile[] = [];
  let newCount = 0;
  const usable = async function* (): AsyncGenerator<ReadImage> {
    // One more than there are cores: while it is read from disk and hashed, the others keep the cores busy.
    for await (const read of inOrder(paths, concurrency + 1, (path) => readImage(folder, path, preprocessing, care))) {
      if ('reason' in read) skipped.push(read);
      else yield read;
      progress.add(1);
      if (work.signal?.aborted) return;
    }
  };
  await appendRows(usable(), {
    cache,
    preprocessing,
    windowSize,
    commit(window) {
      const images = window.filter((read) => read !== undefined);
      const added = store.addImages(images.map((read) => read.record));
      newCount += added.length;
      work.onCommitted?.(added);
    },
  });
  if (work.signal?.aborted) store.setSkipped(skipped);
  stopIfAsked(work);
  return { newCount, skipped };
}

function summary(
  store: ProjectStore,
  folder: ImageFolder,
  { places, newCount, skipped }: { places: Places; newCount: number; skipped: readonly SkippedFile[] },
): ImportReport {
  const images = store.images();
  if (images.length === 0) {
    const [first] = skipped;
    throw empty(
      `None of the ${skipped.length} files in ${folder.root} is an image (${first?.path}: ${first?.reason}).`,
    );
  }
  const movedCount = places.changes.filter((place) => place.path !== undefined).length;
  return {
    imageCount: images.length,
    newCount,
    movedCount,
    goneCount: places.changes.length - movedCount,
    copyCount: images.filter((image) => image.duplicateOf !== undefined).length,
    skipped,
  };
}

function empty(message: string): HandfulError {
  return new HandfulError(
    'FOLDER_EMPTY',
    message,
    'Choose the folder that holds the images (JPEG, PNG, WebP, TIFF, GIF).',
  );
}
