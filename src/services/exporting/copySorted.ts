import type { PredictionRow } from '../../data/labels/writePredictions.ts';
import type { ImageRecord, SkippedFile } from '../../shared/domain/records.ts';
import { ImageUnreadableError } from '../../shared/errors.ts';
import type { Draft } from '../ports/outputs.ts';
import { inOrder } from '../projects/inOrder.ts';
import { sortedPaths } from './sortedPaths.ts';

export interface CopyWork {
  /** The images of the project. */
  readonly images: readonly ImageRecord[];
  /** What is said of each of them; an image of which nothing is said is not copied. */
  readonly rows: readonly PredictionRow[];
  /** Absolute path of an image's file. */
  readonly fileOf: (image: ImageRecord) => string;
  readonly draft: Draft;
  /** Name of the folder, in the draft, that gets a folder for each class. */
  readonly folder: string;
  readonly concurrency: number;
  /** Called after each image; what it throws ends the work. */
  readonly onImage: () => void;
}

/** Copies images into a folder for each class. Files that are no longer those that were imported are left out. */
export async function copySorted(work: CopyWork): Promise<{ copiedCount: number; skipped: SkippedFile[] }> {
  const targets = sortedPaths(work.rows);
  const skipped: SkippedFile[] = [];
  let copiedCount = 0;
  const copies = inOrder(work.images, work.concurrency, (image) => copyOne(work, image, targets.get(image.path)));
  for await (const result of copies) {
    if (result === 'copied') copiedCount++;
    else skipped.push(result);
    work.onImage();
  }
  return { copiedCount, skipped };
}

async function copyOne(
  { draft, folder, fileOf }: CopyWork,
  image: ImageRecord,
  target: string | undefined,
): Promise<'copied' | SkippedFile> {
  const { path, contentHash } = image;
  if (target === undefined)
    return { path, reason: 'nothing is known of it: it has no label, and could not be classified' };
  try {
    if (await draft.copy(fileOf(image), `${folder}/${target}`, contentHash)) return 'copied';
    return { path, reason: 'it is no longer the image that was imported' };
  } catch (error) {
    if (error instanceof ImageUnreadableError) return { path, reason: error.reason };
    throw error;
  }
}
