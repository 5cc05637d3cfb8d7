import type { ProjectStore, RowFile } from '../ports/projectStore.ts';

const PIXELS = 'pixels-';

/** Opens the training cache for a size: row i is the image with index i, uint8 [S, S, 3]. */
export function openPixelRows(store: ProjectStore, sizePx: number): Promise<RowFile> {
  return store.openRows(`${PIXELS}${sizePx}`, sizePx * sizePx * 3);
}

/** In `glimpseMarks`: whether row i of the pixels is made of every pixel, or of a glimpse or nothing. */
export const EXACT = 0;
export const GLIMPSED = 1;

/** A training cache for those who write it. */
export interface PixelCache {
  readonly pixels: RowFile;
  /** [1] for each row of the pixels, EXACT or GLIMPSED. Those that are missing at the end are EXACT. */
  readonly glimpseMarks: RowFile;
  close(): Promise<void>;
}

/** Opens the training cache for a size to write to it. */
export async function openPixelCache(store: ProjectStore, sizePx: number): Promise<PixelCache> {
  const pixels = await openPixelRows(store, sizePx);
  const glimpseMarks = await store.openRows(`glimpsed-${sizePx}`, 1);
  return {
    pixels,
    glimpseMarks,
    async close() {
      await Promise.all([pixels.close(), glimpseMarks.close()]);
    },
  };
}

/** Whether something of the pixels of every image is cached at a size. */
export async function hasPixels(store: ProjectStore, sizePx: number): Promise<boolean> {
  const rows = await openPixelRows(store, sizePx);
  const { rowCount } = rows;
  await rows.close();
  return rowCount > (store.images().at(-1)?.index ?? -1);
}

/**
 * Deletes the caches, of whatever size, in which one of these images has a blank row, as it has when it was gone when
 * that was made. They are made again when they are needed.
 */
export async function forgetBlankRows(store: ProjectStore, imageIndices: readonly number[]): Promise<void> {
  for (const name of store.rowNames().filter((each) => each.startsWith(PIXELS))) {
    const rows = await openPixelRows(store, Number(name.slice(PIXELS.length)));
    const isToGo = await hasBlankRow(rows, imageIndices);
    await rows.close();
    if (isToGo) await store.deleteRows(name);
  }
}

async function hasBlankRow(rows: RowFile, imageIndices: readonly number[]): Promise<boolean> {
  for (const index of imageIndices.filter((each) => each < rows.rowCount)) {
    if ((await rows.read([index])).every((value) => value === 0)) return true;
  }
  return false;
}
