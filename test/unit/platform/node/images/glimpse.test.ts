import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { JpegOptions, Sharp } from 'sharp';
import { expect, it } from 'vitest';

import { openImageFolder } from '../../../../../src/platform/node/images/imageFolder.ts';
import { createPreprocessing } from '../../../../../src/services/exporting/preprocessing.ts';
import type { ImageFile } from '../../../../../src/services/ports/images.ts';
import type { ImageUnreadableError } from '../../../../../src/shared/errors.ts';
import { sharedRuntime } from '../../../../support/sharedRuntime.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

const SIZE_PX = 16;

/** Blobs of colour, smooth enough for JPEG, each side of the image another. */
function blobs(widthPx: number, heightPx: number): Sharp {
  const values = Uint8Array.from({ length: 5 * 4 * 3 }, (_, i) => (i * 67) % 256);
  const small = sharp(values, { raw: { width: 5, height: 4, channels: 3 } });
  return small.resize(widthPx, heightPx, { fit: 'fill', kernel: 'cubic' });
}

function file(bytes: Uint8Array): Promise<ImageFile> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'image'), bytes);
  return openImageFolder(folder).read('image');
}

const jpeg = async (image: Sharp, options: JpegOptions = {}) => file(await image.jpeg(options).toBuffer());

/** Mean and largest difference, in levels, between a glimpse and what the exact preprocessing makes. */
async function differences(image: ImageFile): Promise<{ mean: number; largest: number }> {
  const glimpse = (await image.glimpse(SIZE_PX))!;
  const preprocessing = await createPreprocessing(sharedRuntime, SIZE_PX);
  const exact = await preprocessing.preprocess([await image.decode()]);
  const levels = Array.from(glimpse.row, (value, i) => Math.abs(value - exact[i]!));
  return { mean: levels.reduce((sum, each) => sum + each, 0) / levels.length, largest: Math.max(...levels) };
}

it.each([
  ['a half of its size', SIZE_PX * 4, SIZE_PX * 4],
  ['an eighth of its size', SIZE_PX * 30, SIZE_PX * 20],
  ['another shape', SIZE_PX * 5, SIZE_PX * 40],
])('is about what every pixel gives: %s', async (_, widthPx, heightPx) => {
  const image = await jpeg(blobs(widthPx, heightPx));
  expect(await image.glimpse(SIZE_PX)).toMatchObject({ widthPx, heightPx });
  const { mean, largest } = await differences(image);
  // 0.25 to 0.81 was measured, at most 4; other filters give 1.2 to 6.8.
  expect(mean).toBeLessThan(1);
  expect(largest).toBeLessThanOrEqual(6);
});

it.each(['webp', 'png', 'tiff'] as const)('is about what every pixel gives: %s', async (format) => {
  const image = await file(
    await blobs(SIZE_PX * 30, SIZE_PX * 20)
      .toFormat(format, { quality: 90 })
      .toBuffer(),
  );
  expect((await differences(image)).mean).toBeLessThan(1);
});

it.each([1, 2, 3, 4, 5, 6, 7, 8])('is upright with orientation %i', async (orientation) => {
  const stored = await blobs(SIZE_PX * 8, SIZE_PX * 6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const image = await jpeg(sharp(stored.data, { raw: stored.info }).withMetadata({ orientation }));
  const { widthPx, heightPx } = await image.decode();
  expect(await image.glimpse(SIZE_PX)).toMatchObject({ widthPx, heightPx });
  expect((await differences(image)).mean).toBeLessThan(1);
});

it('repeats grey in three channels', async () => {
  const image = await jpeg(blobs(SIZE_PX * 8, SIZE_PX * 8).toColourspace('b-w'));
  const { row } = (await image.glimpse(SIZE_PX))!;
  expect(row).toHaveLength(SIZE_PX * SIZE_PX * 3);
  expect((await differences(image)).mean).toBeLessThan(1);
});

it('does not apply a colour profile, like the exact way', async () => {
  const image = await jpeg(blobs(SIZE_PX * 8, SIZE_PX * 8).withIccProfile('p3'), { quality: 95 });
  expect((await differences(image)).mean).toBeLessThan(1);
});

it('is not taken where it gains little, or where the pixels need more care', async () => {
  const large = blobs(SIZE_PX * 8, SIZE_PX * 8);
  const files = {
    small: await jpeg(blobs(SIZE_PX * 20, SIZE_PX * 4 - 1)),
    gif: await file(await large.clone().gif().toBuffer()),
    deep: await file(await large.clone().toColourspace('rgb16').png().toBuffer()),
    palette: await file(await large.clone().ensureAlpha(0.5).png({ palette: true }).toBuffer()),
    cmyk: await jpeg(large.clone().toColourspace('cmyk')),
    transparent: await file(await large.clone().ensureAlpha(0.5).webp().toBuffer()),
  };
  for (const [name, image] of Object.entries(files))
    expect([name, await image.glimpse(SIZE_PX)]).toEqual([name, undefined]);
});

it.each(['jpeg', 'png', 'webp', 'tiff'] as const)(
  'notices damage of a %s as reading every pixel does',
  async (format) => {
    const whole = await blobs(SIZE_PX * 20, SIZE_PX * 20)
      .toFormat(format)
      .toBuffer();
    const cut = await file(whole.subarray(0, whole.length / 2));
    const error: unknown = await cut.decode().catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'IMAGE_UNREADABLE', reason: expect.stringMatching(/ends early|damaged/) });
    const { reason } = error as ImageUnreadableError;
    await expect(cut.glimpse(SIZE_PX)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE', reason });
  },
);

it('says that what is no image cannot be read', async () => {
  const text = await file(new TextEncoder().encode('no image'));
  await expect(text.glimpse(SIZE_PX)).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
});
