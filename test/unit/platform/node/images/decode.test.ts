import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';

import { openImageFolder } from '../../../../../src/platform/node/images/imageFolder.ts';
import type { ImageFolderOptions } from '../../../../../src/platform/node/images/imageFolder.ts';
import type { DecodedImage } from '../../../../../src/services/ports/images.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function decoded(bytes: Uint8Array, options?: ImageFolderOptions): Promise<DecodedImage> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'image'), bytes);
  return (await openImageFolder(folder, options).read('image')).decode();
}

/** Every pixel another, so that a wrong order shows. */
function gradient(widthPx: number, heightPx: number, channels: 1 | 2 | 3 | 4) {
  const pixels = Uint8Array.from({ length: widthPx * heightPx * channels }, (_, i) => (i * 37) % 256);
  return { pixels, image: sharp(pixels, { raw: { width: widthPx, height: heightPx, channels } }) };
}

describe('formats', () => {
  it.each(['png', 'webp', 'tiff', 'gif'] as const)('gives back every pixel of a lossless %s', async (format) => {
    const { pixels, image } = gradient(7, 5, 3);
    const options = { webp: { lossless: true }, tiff: { compression: 'lzw' }, png: {}, gif: { dither: 0 } }[format];
    const result = await decoded(await image.toFormat(format, options).toBuffer());
    expect(result).toEqual({ pixels: expect.anything(), widthPx: 7, heightPx: 5, note: undefined });
    expect([...result.pixels]).toEqual([...pixels]);
  });

  it('reads JPEG and AVIF, whatever the name says', async () => {
    for (const format of ['jpeg', 'avif'] as const) {
      const flat = sharp({ create: { width: 16, height: 8, channels: 3, background: { r: 200, g: 100, b: 50 } } });
      const result = await decoded(await flat.toFormat(format, { quality: 95 }).toBuffer());
      expect([result.widthPx, result.heightPx, result.pixels.length]).toEqual([16, 8, 16 * 8 * 3]);
      expect(Math.abs(result.pixels[0]! - 200)).toBeLessThan(4);
    }
  });

  it('reads the smallest image', async () => {
    const result = await decoded(await gradient(1, 1, 3).image.png().toBuffer());
    expect(result).toEqual({ pixels: Uint8Array.of(0, 37, 74), widthPx: 1, heightPx: 1, note: undefined });
  });

  it('reads a palette', async () => {
    const { pixels, image } = gradient(4, 4, 3);
    const result = await decoded(await image.png({ palette: true, quality: 100, dither: 0 }).toBuffer());
    expect([...result.pixels]).toEqual([...pixels]);
  });

  it('repeats grey in three channels', async () => {
    const { pixels, image } = gradient(5, 3, 1);
    const result = await decoded(await image.toColourspace('b-w').png().toBuffer());
    expect([...result.pixels]).toEqual([...pixels].flatMap((grey) => [grey, grey, grey]));
  });

  it('reads one bit per pixel', async () => {
    const { image } = gradient(16, 16, 1);
    const result = await decoded(await image.threshold(128).toColourspace('b-w').tiff({ bitdepth: 1 }).toBuffer());
    expect(new Set(result.pixels)).toEqual(new Set([0, 255]));
  });

  it('does not apply the colour profile of an RGB image', async () => {
    const red = sharp({ create: { width: 1, height: 1, channels: 3, background: { r: 255, g: 0, b: 0 } } });
    const { pixels } = await decoded(await red.withIccProfile('p3').png().toBuffer());
    // Red of sRGB is about (234, 51, 35) in Display P3; a decoder that applied the profile would give (255, 0, 0).
    for (const [c, stored] of [234, 51, 35].entries()) expect(Math.abs(pixels[c]! - stored)).toBeLessThanOrEqual(3);
  });

  it('converts CMYK and says so', async () => {
    const flat = sharp({ create: { width: 4, height: 4, channels: 3, background: { r: 250, g: 250, b: 250 } } });
    const result = await decoded(await flat.toColourspace('cmyk').jpeg({ quality: 100 }).toBuffer());
    expect(result.note).toBe('CMYK converted to RGB');
    expect(result.pixels.length).toBe(4 * 4 * 3);
    // Not inverted: white stays white, up to what the profile makes of it.
    expect(Math.min(...result.pixels)).toBeGreaterThan(235);
  });
});

describe('16 bit', () => {
  const values = Uint16Array.of(0, 1, 128, 129, 255, 256, 32_767, 32_768, 65_278, 65_279, 65_534, 65_535);
  const rounded = [...values].map((value) => Math.round((value * 255) / 65_535));

  it.each(['tiff', 'png'] as const)('scales grey %s over the whole range', async (format) => {
    const image = sharp(values, { raw: { width: 4, height: 3, channels: 1 } }).toColourspace('grey16');
    const result = await decoded(await image.toFormat(format, { compression: 'none' }).toBuffer());
    expect(result.note).toBe('16 bit reduced to 8');
    expect([...result.pixels]).toEqual(rounded.flatMap((grey) => [grey, grey, grey]));
  });

  it.each(['tiff', 'png'] as const)('scales RGB %s over the whole range', async (format) => {
    const image = sharp(values, { raw: { width: 2, height: 2, channels: 3 } }).toColourspace('rgb16');
    const result = await decoded(await image.toFormat(format, { compression: 'none' }).toBuffer());
    expect([...result.pixels]).toEqual(rounded);
  });

  it('lays 16-bit transparency over full white', async () => {
    const rgba = Uint16Array.of(0, 0, 0, 0, 65_535, 0, 1000, 65_535, 0, 65_535, 0, 32_768);
    const image = sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } }).toColourspace('rgb16');
    const result = await decoded(await image.png().toBuffer());
    expect([...result.pixels]).toEqual([255, 255, 255, 255, 0, 4, 127, 255, 127]);
    expect(result.note).toBe('16 bit reduced to 8, transparency over white');
  });
});

describe('transparency', () => {
  it('lays RGB with alpha over white', async () => {
    const rgba = Uint8Array.of(0, 0, 0, 0, 10, 20, 30, 255, 0, 100, 200, 128);
    const result = await decoded(
      await sharp(rgba, { raw: { width: 3, height: 1, channels: 4 } })
        .png()
        .toBuffer(),
    );
    expect([...result.pixels]).toEqual([255, 255, 255, 10, 20, 30, 127, 177, 227]);
    expect(result.note).toBe('transparency over white');
  });

  it('says nothing of an alpha channel that hides nothing', async () => {
    const rgba = Uint8Array.of(1, 2, 3, 255);
    const result = await decoded(
      await sharp(rgba, { raw: { width: 1, height: 1, channels: 4 } })
        .png()
        .toBuffer(),
    );
    expect(result).toEqual({ pixels: Uint8Array.of(1, 2, 3), widthPx: 1, heightPx: 1, note: undefined });
  });
});

describe('pages', () => {
  it.each(['tiff', 'gif', 'webp'] as const)('takes the first of a %s', async (format) => {
    const pages = await Promise.all(
      [10, 200].map((grey) => {
        const background = { r: grey, g: grey, b: grey };
        return sharp({ create: { width: 6, height: 4, channels: 3, background } })
          .png()
          .toBuffer();
      }),
    );
    const joined = sharp(pages, { join: { animated: true } });
    const options = { tiff: { compression: 'none' }, gif: {}, webp: { lossless: true } }[format];
    const result = await decoded(await joined.toFormat(format, options).toBuffer());
    expect([result.widthPx, result.heightPx]).toEqual([6, 4]);
    expect(new Set(result.pixels)).toEqual(new Set([10]));
    expect(result.note).toBe(format === 'tiff' ? 'page 1 of 2' : 'frame 1 of 2');
  });
});

describe('orientation', () => {
  /** Where pixel (x, y) of the upright image lies in the file, for each value of the EXIF tag; W, H upright. */
  const W = 3;
  const H = 2;
  const stored: Record<number, (x: number, y: number) => [x: number, y: number, storedWidth: number]> = {
    1: (x, y) => [x, y, W],
    2: (x, y) => [W - 1 - x, y, W],
    3: (x, y) => [W - 1 - x, H - 1 - y, W],
    4: (x, y) => [x, H - 1 - y, W],
    5: (x, y) => [y, x, H],
    6: (x, y) => [y, W - 1 - x, H],
    7: (x, y) => [H - 1 - y, W - 1 - x, H],
    8: (x, y) => [H - 1 - y, x, H],
  };

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns orientation %i upright', async (orientation) => {
    const upright = [0, 40, 80, 120, 160, 200];
    const file = new Uint8Array(W * H);
    for (let y = 0; y < H; y++) {
      for (let x = 0; x < W; x++) {
        const [storedX, storedY, storedWidth] = stored[orientation]!(x, y);
        file[storedY * storedWidth + storedX] = upright[y * W + x]!;
      }
    }
    const turned = orientation > 4;
    const raw = { width: turned ? H : W, height: turned ? W : H, channels: 1 as const };
    const bytes = await sharp(file, { raw }).withMetadata({ orientation }).png().toBuffer();
    const result = await decoded(bytes);
    expect([result.widthPx, result.heightPx]).toEqual([W, H]);
    expect([...result.pixels]).toEqual(upright.flatMap((grey) => [grey, grey, grey]));
    // The way through a reduced copy turns it the same way.
    const reduced = await decoded(bytes, { largePixelCount: 1 });
    expect([...reduced.pixels]).toEqual([...result.pixels]);
  });
});

describe('large images', () => {
  it('reduces to 4096 px on the longer side and says so', async () => {
    const flat = sharp({ create: { width: 6000, height: 30, channels: 3, background: { r: 9, g: 8, b: 7 } } });
    const result = await decoded(await flat.png().toBuffer(), { largePixelCount: 100_000 });
    expect([result.widthPx, result.heightPx]).toEqual([4096, 20]);
    expect(result.note).toBe('reduced from 6000 x 30');
    expect([...result.pixels.subarray(0, 3)]).toEqual([9, 8, 7]);
  });

  it('keeps 16 bit until the end', async () => {
    const values = new Uint16Array(100 * 100).fill(257 * 77);
    const image = sharp(values, { raw: { width: 100, height: 100, channels: 1 } }).toColourspace('grey16');
    const result = await decoded(await image.tiff({ compression: 'none' }).toBuffer(), { largePixelCount: 1000 });
    expect(result.note).toBe('reduced from 100 x 100, 16 bit reduced to 8');
    expect(new Set(result.pixels)).toEqual(new Set([77]));
  });

  it('decodes files that are too large to hold from disk, to the same pixels and hash', async () => {
    const bytes = await gradient(40, 30, 3).image.png().toBuffer();
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'image.png'), bytes);
    const held = await openImageFolder(folder).read('image.png');
    const streamed = await openImageFolder(folder, { heldBytes: 100 }).read('image.png');
    expect(streamed.contentHash).toBe(held.contentHash);
    expect(await streamed.decode()).toEqual(await held.decode());
  });
});
