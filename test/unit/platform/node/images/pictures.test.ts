import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';

import { NewestFirst } from '../../../../../src/platform/node/images/newestFirst.ts';
import { createPictures } from '../../../../../src/platform/node/images/pictures.ts';
import type { Picture, Pictures } from '../../../../../src/services/ports/pictures.ts';
import type { ImageRecord } from '../../../../../src/shared/domain/records.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

interface Case {
  readonly pictures: Pictures;
  readonly image: ImageRecord;
  readonly file: string;
  readonly cache: string;
}

/** A project with one image. */
function imported(bytes: Uint8Array): Case {
  const folder = temporaryFolder();
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  const file = join(folder, 'image');
  writeFileSync(file, bytes);
  const image = {
    index: 0,
    path: 'image',
    contentHash,
    widthPx: 0,
    heightPx: 0,
    note: undefined,
    duplicateOf: undefined,
  };
  return { pictures: createPictures(folder, () => folder), image, file, cache: join(folder, 'cache', 'thumbnails') };
}

const plain = (widthPx: number, heightPx: number, background = '#c86432'): Sharp =>
  sharp({ create: { width: widthPx, height: heightPx, channels: 3, background } });

async function pixelsOf(picture: Picture): Promise<{ size: [number, number]; first: number[]; last: number[] }> {
  const { data, info } = await sharp(picture.bytes).raw().toBuffer({ resolveWithObject: true });
  expect(info.channels).toBe(3);
  return { size: [info.width, info.height], first: [...data.subarray(0, 3)], last: [...data.subarray(-3)] };
}

/** Left half black, right half white, and an orientation that turns it by 90 degrees to the right. */
async function turned(format: 'jpeg' | 'webp'): Promise<Buffer> {
  const left = { input: await plain(20, 20, 'black').png().toBuffer(), left: 0, top: 0 };
  const image = plain(40, 20, 'white').composite([left]).withMetadata({ orientation: 6 });
  return format === 'jpeg' ? image.jpeg({ quality: 100 }).toBuffer() : image.webp({ lossless: true }).toBuffer();
}

describe('thumbnails', () => {
  it('are at most 256 px, kept on disk by content, and read from there', async () => {
    const { pictures, image, file, cache } = imported(await plain(600, 300).jpeg({ quality: 95 }).toBuffer());
    const picture = await pictures.thumbnail(image);
    expect(picture.mimeType).toBe('image/webp');
    const { size, first } = await pixelsOf(picture);
    expect(size).toEqual([256, 128]);
    expect(Math.abs(first[0]! - 200)).toBeLessThan(5);
    const kept = join(cache, image.contentHash.slice(0, 2), `${image.contentHash}.webp`);
    expect(readFileSync(kept).equals(picture.bytes)).toBe(true);
    rmSync(file);
    expect((await pictures.thumbnail(image)).bytes).toEqual(readFileSync(kept));
  });

  it('do not enlarge a small image, nor lose any of its pixels', async () => {
    const pixels = Uint8Array.from({ length: 28 * 28 * 3 }, (_, index) => (index * 37) % 256);
    const png = await sharp(pixels, { raw: { width: 28, height: 28, channels: 3 } })
      .png()
      .toBuffer();
    const { pictures, image } = imported(png);
    const decoded = await sharp((await pictures.thumbnail(image)).bytes)
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect([decoded.info.width, decoded.info.height]).toEqual([28, 28]);
    expect([...decoded.data]).toEqual([...pixels]);
  });

  it.each(['jpeg', 'webp'] as const)('are upright (%s)', async (format) => {
    const { pictures, image } = imported(await turned(format));
    const { size, first, last } = await pixelsOf(await pictures.thumbnail(image));
    expect(size).toEqual([20, 40]);
    expect(first[0]).toBeLessThan(10);
    expect(last[0]).toBeGreaterThan(245);
  });

  it('have 16 bit rounded to 8, and transparency over white', async () => {
    const values = new Uint16Array(8 * 8).fill(0x40_ff);
    const grey = sharp(values, { raw: { width: 8, height: 8, channels: 1 } }).toColourspace('grey16');
    const deep = imported(await grey.tiff({ compression: 'lzw' }).toBuffer());
    expect((await pixelsOf(await deep.pictures.thumbnail(deep.image))).first).toEqual([65, 65, 65]);
    const clear = { r: 0, g: 0, b: 0, alpha: 0.5 };
    const veil = sharp({ create: { width: 8, height: 8, channels: 4, background: clear } });
    const alpha = imported(await veil.png().toBuffer());
    const [value] = (await pixelsOf(await alpha.pictures.thumbnail(alpha.image))).first;
    expect(Math.abs(value! - 127)).toBeLessThan(2);
  });

  it('are made again when the one on disk is not whole', async () => {
    const { pictures, image, cache } = imported(await plain(64, 64).png().toBuffer());
    const whole = await pictures.thumbnail(image);
    const kept = join(cache, image.contentHash.slice(0, 2), `${image.contentHash}.webp`);
    truncateSync(kept, 20);
    expect((await pictures.thumbnail(image)).bytes).toEqual(whole.bytes);
    expect(readFileSync(kept).equals(whole.bytes)).toBe(true);
  });

  it('are shown even where they cannot be kept', async () => {
    const { pictures, image, cache } = imported(await plain(64, 64).png().toBuffer());
    writeFileSync(join(cache, '..', '..', 'cache'), 'a file where a folder should be');
    expect((await pixelsOf(await pictures.thumbnail(image))).size).toEqual([64, 64]);
  });

  it('are made once, however often they are asked for at the same time', async () => {
    const { pictures, image, cache } = imported(await plain(64, 64).png().toBuffer());
    const [one, other] = await Promise.all([pictures.thumbnail(image), pictures.thumbnail(image)]);
    expect(other).toBe(one);
    expect(readdirSync(join(cache, image.contentHash.slice(0, 2)))).toEqual([`${image.contentHash}.webp`]);
  });
});

describe('full pictures', () => {
  it('are the file itself where a browser shows it as it was imported', async () => {
    for (const bytes of [await plain(50, 40).png().toBuffer(), await turned('jpeg')]) {
      const { pictures, image, cache } = imported(bytes);
      expect(Buffer.from((await pictures.full(image)).bytes).equals(bytes)).toBe(true);
      expect(existsSync(cache)).toBe(false);
    }
  });

  it('are converted where a browser would turn, blend or not show it', async () => {
    const transparent = { r: 0, g: 0, b: 0, alpha: 0 };
    const cases = {
      turned: await turned('webp'),
      tiff: await plain(20, 40, 'black').tiff().toBuffer(),
      transparent: await sharp({ create: { width: 20, height: 40, channels: 4, background: transparent } })
        .png()
        .toBuffer(),
      cmyk: await plain(20, 40).toColourspace('cmyk').jpeg().toBuffer(),
    };
    for (const [name, bytes] of Object.entries(cases)) {
      const { pictures, image } = imported(bytes);
      const picture = await pictures.full(image);
      expect(picture.mimeType, name).toBe('image/webp');
      const { size, first } = await pixelsOf(picture);
      expect(size, name).toEqual([20, 40]);
      if (name === 'transparent') expect(first).toEqual([255, 255, 255]);
    }
  });

  it('are reduced to 4096 px', async () => {
    const { pictures, image } = imported(await plain(5000, 20).png().toBuffer());
    expect((await pixelsOf(await pictures.full(image))).size).toEqual([4096, 16]);
  });

  it('come out of large 16-bit files too', async () => {
    const grey = sharp(new Uint16Array(4100 * 4000), { raw: { width: 4100, height: 4000, channels: 1 } });
    const { pictures, image } = imported(await grey.toColourspace('grey16').tiff({ compression: 'none' }).toBuffer());
    expect((await pixelsOf(await pictures.thumbnail(image))).size).toEqual([256, 250]);
  });
});

describe('what is not as it was imported', () => {
  it('is refused: gone, changed, damaged', async () => {
    const png = await plain(64, 64).png().toBuffer();
    const gone = imported(png);
    rmSync(gone.file);
    await expect(gone.pictures.thumbnail(gone.image)).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining('no longer there'),
    });
    const changed = imported(png);
    writeFileSync(changed.file, await plain(64, 64, 'red').png().toBuffer());
    await expect(changed.pictures.full(changed.image)).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining('another picture'),
    });
    const damaged = imported(png.subarray(0, 100));
    await expect(damaged.pictures.thumbnail(damaged.image)).rejects.toMatchObject({
      code: 'IMAGE_UNREADABLE',
      message: expect.stringContaining('the file ends early'),
    });
    const text = imported(Buffer.from('not an image'));
    await expect(text.pictures.full(text.image)).rejects.toMatchObject({ message: expect.stringContaining('text') });
  });
});

describe('NewestFirst', () => {
  it('holds to its limit, and takes the newest of those that wait', async () => {
    const queue = new NewestFirst(2);
    const started: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((number) =>
      queue.run(() => {
        started.push(number);
        return new Promise<void>((resolve) => ends.push(resolve));
      }),
    );
    await Promise.resolve();
    expect(started).toEqual([0, 1]);
    ends[0]!();
    await works[0];
    await Promise.resolve();
    expect(started).toEqual([0, 1, 3]);
    ends[1]!();
    ends[2]!();
    await Promise.all([works[1], works[3]]);
    await Promise.resolve();
    ends[3]!();
    await Promise.all(works);
    expect(started).toEqual([0, 1, 3, 2]);
  });

  it('goes on after work that failed', async () => {
    const queue = new NewestFirst(1);
    await expect(queue.run(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await queue.run(() => Promise.resolve('yes'))).toBe('yes');
  });
});
