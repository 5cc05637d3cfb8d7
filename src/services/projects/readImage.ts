import { ImageUnreadableError } from '../../shared/errors.ts';
import type { NewImage, SkippedFile } from '../../shared/domain/records.ts';
import type { DecodedImage, Glimpse, ImageFolder, Preprocessing } from '../ports/images.ts';

/** An image on its way into the project, with all its pixels or with its row of the cache. */
export interface ReadImage {
  readonly record: NewImage;
  readonly content: { readonly image: DecodedImage } | { readonly row: Uint8Array; readonly isGlimpse: boolean };
}

/** Whether every pixel is to be read, or a glimpse will do where that is much faster. */
export type Care = 'everyPixel' | 'glimpse';

/**
 * Images with more bytes of pixels are preprocessed at once: together with others they would be no faster (measured),
 * and only their rows have to wait in memory.
 */
const ALONE_BYTES = 250_000;

/** Reads, hashes and decodes a file; one that cannot be used is a result, not an error. */
export async function readImage(
  folder: ImageFolder,
  path: string,
  preprocessing: Preprocessing,
  care: Care,
): Promise<ReadImage | SkippedFile> {
  try {
    const file = await folder.read(path);
    const seen = care === 'glimpse' ? await file.glimpse(preprocessing.sizePx) : undefined;
    if (seen) return glimpsed(path, file.contentHash, seen);
    const image = await file.decode();
    const { widthPx, heightPx, note } = image;
    const isAlone = image.pixels.length > ALONE_BYTES;
    const content = isAlone ? { row: await preprocessing.preprocess([image]), isGlimpse: false } : { image };
    return { record: { path, contentHash: file.contentHash, widthPx, heightPx, note }, content };
  } catch (error) {
    if (error instanceof ImageUnreadableError) return { path, reason: error.reason };
    throw error;
  }
}

function glimpsed(path: string, contentHash: string, { row, widthPx, heightPx }: Glimpse): ReadImage {
  return {
    record: { path, contentHash, widthPx, heightPx, note: undefined },
    content: { row, isGlimpse: true },
  };
}

/** SHA-256 of a file; undefined when it cannot be read. */
export async function contentHashOf(folder: ImageFolder, path: string): Promise<string | undefined> {
  try {
    return (await folder.read(path)).contentHash;
  } catch (error) {
    if (error instanceof ImageUnreadableError) return undefined;
    throw error;
  }
}
