import type { Metadata } from 'sharp';

import type { Glimpse } from '../../../services/ports/images.ts';
import { HEAVY_PIXEL_COUNT, LARGE_PIXEL_COUNT, openImage, type ImageSource } from './decode.ts';
import type { ImageFormat } from './fileKind.ts';
import { exclusively } from './oneAtATime.ts';

/**
 * A glimpse is worth it from this many times the side of the square on. At twice to three times, libjpeg leaves out
 * less, and reading every pixel takes hardly longer (`bench:import`).
 */
const WORTH_IT = 4;

/** Formats that libvips resizes while it reads them; of JPEG and WebP it decodes no more than it needs for that. */
const QUICK: ReadonlySet<ImageFormat> = new Set(['JPEG', 'WebP', 'PNG', 'TIFF']);

/**
 * Looks at a large image quickly: libvips resizes it, with the triangle that the exact preprocessing has, too. Off by
 * less than a level on average. Undefined for other files, and for those of whose pixels there is something to say.
 * Throws libvips's own error when the data are damaged.
 */
export async function glimpse(
  { input, format }: ImageSource,
  { autoOrient, space, depth, hasAlpha, pages = 1, isProgressive }: Metadata,
  sizePx: number,
): Promise<Glimpse | undefined> {
  const { width: widthPx, height: heightPx } = autoOrient;
  const pixelCount = widthPx * heightPx;
  const isWorthIt = Math.min(widthPx, heightPx) >= WORTH_IT * sizePx && pixelCount <= LARGE_PIXEL_COUNT;
  const isPlain = space !== 'cmyk' && depth === 'uchar' && !hasAlpha && pages === 1;
  if (!QUICK.has(format) || !isPlain || !isWorthIt) return undefined;
  const look = (): Promise<Uint8Array> =>
    openImage(input)
      .autoOrient()
      .resize(sizePx, sizePx, { fit: 'fill', kernel: 'linear' })
      .toColourspace('srgb')
      .raw()
      .toBuffer();
  // A progressive JPEG or an interlaced PNG is held whole, whatever size is asked for.
  const row = await (isProgressive && pixelCount > HEAVY_PIXEL_COUNT ? exclusively(look) : look());
  return { row, widthPx, heightPx };
}
