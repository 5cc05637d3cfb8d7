import type { ImageRecord } from '../../shared/domain/records.ts';
import { stopIfAsked } from './importWork.ts';
import type { ImportWork } from './importWork.ts';
import { inOrder } from './inOrder.ts';
import { appendRows } from './appendRows.ts';
import { readImage } from './readImage.ts';
import type { Care, ReadImage } from './readImage.ts';

/** The part of an import that this needs. */
interface RestoreWork extends Omit<ImportWork, 'progress' | 'onProgress' | 'onCommitted'> {
  /** Called when more rows are on disk, with how many there are and will be. */
  readonly onRestored?: (done: number, total: number) => void;
}

/**
 * Gives the cache one row for each image of the project: rows that a crash left without an image are forgotten, and
 * rows that are missing (deleted, lost in a crash, another size) are made again from the files. Images that are gone
 * get zeros.
 */
export async function restoreRows(work: RestoreWork): Promise<void> {
  const { store, cache, preprocessing, windowSize, concurrency, care = 'glimpse' } = work;
  const { pixels } = cache;
  const present = store.images();
  const imageCount = present.length + store.goneImages().length;
  if (pixels.rowCount > imageCount) await pixels.truncate(imageCount);
  const byIndex = new Map(present.map((image) => [image.index, image]));
  const missing = Array.from({ length: imageCount - pixels.rowCount }, (_, i) => byIndex.get(pixels.rowCount + i));
  const reads = async function* (): AsyncGenerator<ReadImage | undefined> {
    for await (const read of inOrder(missing, concurrency, (image) => readAgain(work, image, care))) {
      yield read;
      if (work.signal?.aborted) return;
    }
  };
  const commit = (): void => work.onRestored?.(pixels.rowCount, imageCount);
  await appendRows(reads(), { cache, preprocessing, windowSize, commit });
  stopIfAsked(work);
}

/** Undefined where the image is gone, or its file is another one now. */
export async function readAgain(
  { folder, preprocessing }: Pick<ImportWork, 'folder' | 'preprocessing'>,
  image: ImageRecord | undefined,
  care: Care,
): Promise<ReadImage | undefined> {
  if (image === undefined) return undefined;
  const read = await readImage(folder, image.path, preprocessing, care);
  return 'record' in read && read.record.contentHash === image.contentHash ? read : undefined;
}
