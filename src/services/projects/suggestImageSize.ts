import { HandfulError } from '../../shared/errors.ts';
import type { ImageFolder } from '../ports/images.ts';

/** Files to look at. */
const SAMPLE_SIZE = 24;
/** Small pictures gain nothing from more pixels than this; larger ones lose too much below the other. */
const SMALL_SIZE_PX = 64;
const LARGE_SIZE_PX = 96;
/** The longest short side that still counts as small. */
const SMALL_SIDE_PX = 48;

/**
 * The side of the square that the encoder should see, px, from the median short side of some images of the folder.
 * Four times the pixels take four times as long, so it stays as small as the pictures allow.
 */
export async function suggestImageSize(folder: ImageFolder): Promise<number> {
  const paths = await folder.list();
  const stride = Math.max(1, Math.floor(paths.length / SAMPLE_SIZE));
  const sides: number[] = [];
  for (let position = 0; position < paths.length; position += stride) {
    const side = await shortSide(folder, paths[position]!);
    if (side !== undefined) sides.push(side);
  }
  sides.sort((a, b) => a - b);
  const median = sides[Math.floor(sides.length / 2)];
  return median !== undefined && median <= SMALL_SIDE_PX ? SMALL_SIZE_PX : LARGE_SIZE_PX;
}

async function shortSide(folder: ImageFolder, path: string): Promise<number | undefined> {
  try {
    const file = await folder.read(path);
    const { widthPx, heightPx } = (await file.glimpse(SMALL_SIZE_PX)) ?? (await file.decode());
    return Math.min(widthPx, heightPx);
  } catch (error) {
    if (error instanceof HandfulError && error.code === 'IMAGE_UNREADABLE') return undefined;
    throw error;
  }
}
