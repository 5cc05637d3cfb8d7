import type { ImageRecord } from '../../shared/domain/records.ts';
import type { RowFile } from '../ports/projectStore.ts';

/** Images to look at before deciding. */
const SAMPLE_SIZE = 64;
/** Channels this close are the same grey: JPEG does not keep it exactly. */
const GREY_TOLERANCE = 4;

/** The augmentation policy for a folder when the user names none: `grayscale` if its images have no colour. */
export async function choosePolicy(pixels: RowFile, images: readonly ImageRecord[]): Promise<'natural' | 'grayscale'> {
  const stride = Math.max(1, Math.floor(images.length / SAMPLE_SIZE));
  const sample = images.filter((_, position) => position % stride === 0).map((image) => image.index);
  const data = await pixels.read(sample);
  for (let offset = 0; offset < data.length; offset += 3) {
    const [red, green, blue] = [data[offset]!, data[offset + 1]!, data[offset + 2]!];
    if (Math.max(red, green, blue) - Math.min(red, green, blue) > GREY_TOLERANCE) return 'natural';
  }
  return 'grayscale';
}
