import type { ImageRecord } from '../../shared/domain/records.ts';
import { stopIfAsked } from './importWork.ts';
import type { ImportWork } from './importWork.ts';
import { inOrder } from './inOrder.ts';
import { appendRows } from './appendRows.ts';
import { readImage } from './readImage.ts';
import type { ReadImage } from './readImage.ts';

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
  const { store, rows, preprocessing, windowSize, concurrency } = work;
  const present = store.images();
  const imageCount = present.length + store.goneImages().length;
  if (rows.rowCount > imageCount) await rows.truncate(imageCount);
  const byIndex = new Map(present.map((image) => [image.index, image]));
  const missing = Array.from({ length: imageCount - rows.rowCount }, (_, i) => byIndex.get(rows.rowCount + i));
  const reads = async function* (): AsyncGenerator<ReadImage | undefined> {
    for await (const read of inOrder(missing, concurrency, (image) => readAgain(work, image))) {
      yield read;
      if (work.signal?.aborted) return;
    }
  };
  const commit = (): void => work.onRestored?.(rows.rowCount, imageCount);
  await appendRows(reads(), { rows, preprocessing, windowSize, commit });
  stopIfAsked(work);
}

async function readAgain(work: RestoreWork, image: ImageRecord | undefined): Promise<ReadImage | undefined> {
  if (image === undefined) return undefined;
  const read = await readImage(work.folder, image.path, work.preprocessing);
  return 'record' in read && read.record.contentHash === image.contentHash ? read : undefined;
}
