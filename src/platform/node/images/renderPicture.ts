import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';
import type { Picture } from '../../../services/ports/pictures.ts';
import { decode, HEAVY_PIXEL_COUNT, openImage, type ImageSource } from './decode.ts';
import type { ImageFormat } from './fileKind.ts';
import { exclusively } from './oneAtATime.ts';

const MIME_TYPES: Partial<Record<ImageFormat, string>> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  WebP: 'image/webp',
};

/** Up to this many pixels nothing is lost: one sees every pixel of a small picture when it is enlarged. */
const LOSSLESS_PIXEL_COUNT = 64 * 64;

/**
 * A WebP picture of at most `sidePx` on the longer side, never enlarged, read by the rules of the import.
 * `quality`: of WebP, for all but the smallest. Throws libvips's own error when the data are damaged.
 */
export async function renderPicture(source: ImageSource, sidePx: number, quality: number): Promise<Picture> {
  const metadata = await openImage(source.input).metadata();
  const pixelCount = metadata.width * metadata.height;
  const render = async (image: Sharp): Promise<Picture> => {
    const resized = image.resize({ width: sidePx, height: sidePx, fit: 'inside', withoutEnlargement: true });
    const lossless = pixelCount <= LOSSLESS_PIXEL_COUNT;
    const bytes = await resized.webp({ quality, lossless, smartSubsample: true, effort: 2 }).toBuffer();
    return { bytes, mimeType: 'image/webp' };
  };
  // libvips would cut 16 bits to 8 where the import rounds, so those are decoded as at import.
  if (metadata.depth !== 'uchar') return render(await decodedImage(source, metadata));
  const image = openImage(source.input).autoOrient().toColourspace('srgb').flatten({ background: 'white' });
  return pixelCount > HEAVY_PIXEL_COUNT ? exclusively(() => render(image)) : render(image);
}

/**
 * The MIME type under which a browser shows the file itself just as it was imported; undefined when it has to be
 * converted: browsers do not read it, turn it the wrong way, move it, or let the background shine through.
 */
export async function shownAsItIs(source: ImageSource, sidePx: number): Promise<string | undefined> {
  const { width, height, hasAlpha, orientation = 1, pages = 1, space } = await openImage(source.input).metadata();
  const isShown = width <= sidePx && height <= sidePx && pages === 1 && !hasAlpha && space !== 'cmyk';
  const isUpright = orientation === 1 || source.format === 'JPEG';
  return isShown && isUpright ? MIME_TYPES[source.format] : undefined;
}

async function decodedImage(source: ImageSource, metadata: Metadata): Promise<Sharp> {
  const { pixels, widthPx, heightPx } = await decode(source, metadata);
  return sharp(pixels, { raw: { width: widthPx, height: heightPx, channels: 3 } });
}
