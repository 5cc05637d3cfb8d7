import type { ImageRecord } from '../../shared/domain/records.ts';

/** The image of an index; undefined where it is gone. `images` are by index, with gaps where images are gone. */
export function imageAt(images: readonly ImageRecord[], index: number): ImageRecord | undefined {
  const image = images[placeFrom(images, index)];
  return image?.index === index ? image : undefined;
}

/** Images by index with indices from `start` up to, and without, `end`. */
export function imagesBetween(images: readonly ImageRecord[], start: number, end: number): readonly ImageRecord[] {
  return images.slice(placeFrom(images, start), placeFrom(images, end));
}

/** Place of the first image of this index or a later one; their number when there is none. Binary search. */
function placeFrom(images: readonly ImageRecord[], index: number): number {
  let low = 0;
  let high = images.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (images[middle]!.index < index) low = middle + 1;
    else high = middle;
  }
  return low;
}
