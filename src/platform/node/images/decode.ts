import sharp from 'sharp';
import type { Metadata, Sharp } from 'sharp';

import type { DecodedImage } from '../../../services/ports/images.ts';
import { UnreadablePixels } from './damage.ts';
import type { ImageFormat } from './fileKind.ts';
import { exclusively } from './oneAtATime.ts';
import { toRgb8 } from './rgb8.ts';

// Files are decoded side by side, so one thread for each is right, and no two have anything worth caching in common.
sharp.concurrency(1);
sharp.cache(false);

/** Images above this many pixels are reduced while they are decoded. */
export const LARGE_PIXEL_COUNT = 64_000_000;
/** The longer side of a large image after it was reduced. */
const REDUCED_SIDE_PX = 4096;
/** Above this, images are decoded one at a time: each takes a few hundred megabytes. */
export const HEAVY_PIXEL_COUNT = 16_000_000;
/** 50,000 x 50,000; libvips streams them, so this bounds patience, not memory. */
const MAX_PIXEL_COUNT = 2_500_000_000;

export interface ImageSource {
  /** The bytes of the file, or its path when it is too large to hold. */
  readonly input: Uint8Array | string;
  readonly format: ImageFormat;
}

/**
 * Decodes the first page of a file with this metadata: all its pixels, upright, 8-bit RGB. Colours are taken as stored:
 * profiles of RGB images are not applied, as in most programs that will run the classifier; CMYK is converted.
 * Throws UnreadablePixels, or libvips's own error when the data are damaged.
 */
export async function decode(
  source: ImageSource,
  metadata: Metadata,
  largePixelCount = LARGE_PIXEL_COUNT,
): Promise<DecodedImage> {
  const pixelCount = metadata.width * metadata.height;
  refuseWhatIsNotRead(metadata, pixelCount);
  if (pixelCount > largePixelCount) return exclusively(() => decodeReduced(source, metadata));
  if (pixelCount > HEAVY_PIXEL_COUNT) return exclusively(() => decodeExactly(source, metadata));
  return decodeExactly(source, metadata);
}

async function decodeReduced(source: ImageSource, metadata: Metadata): Promise<DecodedImage> {
  const { width, height } = metadata.autoOrient;
  const reduced = await deep(openImage(source.input), metadata)
    .resize({ width: REDUCED_SIDE_PX, height: REDUCED_SIDE_PX, fit: 'inside', withoutEnlargement: true })
    .keepExif()
    .png({ compressionLevel: 1 })
    .toBuffer();
  const image = await decodeExactly({ input: reduced, format: 'PNG' }, await openImage(reduced).metadata());
  const notes = [`reduced from ${width} x ${height}`, pageNote(source.format, metadata), image.note];
  return { ...image, note: joined(notes) };
}

async function decodeExactly(source: ImageSource, metadata: Metadata): Promise<DecodedImage> {
  const is16Bit = metadata.depth === 'ushort';
  const { data, info } = await deep(openImage(source.input).autoOrient(), metadata)
    .raw({ depth: is16Bit ? 'ushort' : 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const values = is16Bit
    ? new Uint16Array(data.buffer, data.byteOffset, data.length / 2)
    : new Uint8Array(data.buffer, data.byteOffset, data.length);
  const { pixels, isTransparent } = toRgb8({ values, channelCount: info.channels });
  const notes = [
    pageNote(source.format, metadata),
    is16Bit ? '16 bit reduced to 8' : undefined,
    metadata.space === 'cmyk' ? 'CMYK converted to RGB' : undefined,
    isTransparent ? 'transparency over white' : undefined,
  ];
  return { pixels, widthPx: info.width, heightPx: info.height, note: joined(notes) };
}

/** Opens a file the way every image is read: whatever its size, without its colour profile. */
export function openImage(input: Uint8Array | string): Sharp {
  return sharp(input, { limitInputPixels: MAX_PIXEL_COUNT, sequentialRead: true, ignoreIcc: true });
}

/** 16-bit images must stay in a 16-bit space, or libvips drops the low bytes. */
function deep(image: Sharp, metadata: Metadata): Sharp {
  if (metadata.depth !== 'ushort') return image.toColourspace('srgb');
  return image.toColourspace(metadata.channels < 3 ? 'grey16' : 'rgb16');
}

function refuseWhatIsNotRead(metadata: Metadata, pixelCount: number): void {
  if (pixelCount > MAX_PIXEL_COUNT) {
    throw new UnreadablePixels(`it has ${metadata.width} x ${metadata.height} pixels, more than are read`);
  }
  const isUsual = metadata.depth === 'uchar' || metadata.depth === 'ushort' || metadata.space === 'lab';
  if (!isUsual) throw new UnreadablePixels(`its pixels are of type ${metadata.depth}; only 8 and 16 bit are read`);
}

function pageNote(format: ImageFormat, metadata: Metadata): string | undefined {
  const pageCount = metadata.pages ?? 1;
  if (pageCount === 1) return undefined;
  return `${format === 'GIF' || format === 'WebP' ? 'frame' : 'page'} 1 of ${pageCount}`;
}

function joined(notes: readonly (string | undefined)[]): string | undefined {
  return notes.filter((note) => note !== undefined).join(', ') || undefined;
}
