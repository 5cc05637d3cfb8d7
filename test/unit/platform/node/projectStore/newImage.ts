import type { NewImage } from '../../../../../src/shared/domain/records.ts';

/** An image of 4 x 3 px whose content, unless it is given, no other path has. */
export function newImage(path: string, contentHash = `hash of ${path}`): NewImage {
  return { path, contentHash, widthPx: 4, heightPx: 3, note: undefined };
}
