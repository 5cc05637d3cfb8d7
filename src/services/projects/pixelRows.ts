import type { ProjectStore, RowFile } from '../ports/projectStore.ts';

const NAME = 'pixels-';

/** Opens the training cache for a size: row i is the image with index i, uint8 [S, S, 3]. */
export function openPixelRows(store: ProjectStore, sizePx: number): Promise<RowFile> {
  return store.openRows(`${NAME}${sizePx}`, sizePx * sizePx * 3);
}

/** Whether the pixels of all images are cached at a size. */
export async function hasPixels(store: ProjectStore, sizePx: number): Promise<boolean> {
  const rows = await openPixelRows(store, sizePx);
  const { rowCount } = rows;
  await rows.close();
  return rowCount > (store.images().at(-1)?.index ?? -1);
}

/** Opens the training cache for a size that the project may not have been imported at; `fill` then imports it so. */
export async function openFilledPixelRows(
  store: ProjectStore,
  sizePx: number,
  fill: () => Promise<unknown>,
): Promise<RowFile> {
  if (!(await hasPixels(store, sizePx))) await fill();
  return openPixelRows(store, sizePx);
}

/**
 * Deletes the caches, of whatever size, in which one of these images has a blank row, as it has when it was gone when
 * that was made. They are made again when they are needed.
 */
export async function forgetBlankRows(store: ProjectStore, imageIndices: readonly number[]): Promise<void> {
  for (const name of store.rowNames().filter((each) => each.startsWith(NAME))) {
    const rows = await openPixelRows(store, Number(name.slice(NAME.length)));
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
