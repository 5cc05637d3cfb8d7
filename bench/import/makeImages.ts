import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

import { randomGenerator } from '../../src/learning/random/randomGenerator.ts';

/** A kind of image that people have in folders; `imageCount` images of it take a second or so to import. */
export interface ImageKind {
  readonly name: string;
  readonly format: 'png' | 'jpeg';
  readonly widthPx: number;
  readonly heightPx: number;
  readonly imageCount: number;
}

export const IMAGE_KINDS: readonly ImageKind[] = [
  { name: 'PNG 28 x 28', format: 'png', widthPx: 28, heightPx: 28, imageCount: 1500 },
  { name: 'JPEG 96 x 96', format: 'jpeg', widthPx: 96, heightPx: 96, imageCount: 1500 },
  { name: 'PNG 224 x 224', format: 'png', widthPx: 224, heightPx: 224, imageCount: 400 },
  { name: 'JPEG 224 x 224', format: 'jpeg', widthPx: 224, heightPx: 224, imageCount: 800 },
  { name: 'JPEG 640 x 480', format: 'jpeg', widthPx: 640, heightPx: 480, imageCount: 300 },
  { name: 'JPEG 3000 x 2000', format: 'jpeg', widthPx: 3000, heightPx: 2000, imageCount: 36 },
];

/** Coarse blobs of colour with some noise, about as hard to compress as photographs; the same in every run. */
export async function makeImages(folder: string, kind: ImageKind): Promise<void> {
  await mkdir(folder, { recursive: true });
  const random = randomGenerator(kind.widthPx);
  const { widthPx: width, heightPx: height } = kind;
  for (let i = 0; i < kind.imageCount; i++) {
    const blobs = Uint8Array.from({ length: 12 * 12 * 3 }, () => 256 * random());
    const pixels = await sharp(blobs, { raw: { width: 12, height: 12, channels: 3 } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .raw()
      .toBuffer();
    for (let k = 0; k < pixels.length; k++) pixels[k] = Math.max(0, Math.min(255, pixels[k]! + 16 * random() - 8));
    const image = sharp(pixels, { raw: { width, height, channels: 3 } });
    await image.toFormat(kind.format).toFile(join(folder, `${i}.${kind.format}`));
  }
}
