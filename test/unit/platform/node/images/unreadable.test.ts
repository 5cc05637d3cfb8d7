import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';

import { randomGenerator } from '../../../../../src/learning/random/randomGenerator.ts';
import { openImageFolder } from '../../../../../src/platform/node/images/imageFolder.ts';
import { ImageUnreadableError } from '../../../../../src/shared/errors.ts';
import { temporaryFolder } from '../temporaryFolder.ts';

async function reasonFor(bytes: Uint8Array | string): Promise<string> {
  const folder = temporaryFolder();
  writeFileSync(join(folder, 'a.png'), bytes);
  const file = await openImageFolder(folder).read('a.png');
  const error = await file.decode().then(
    () => undefined,
    (caught: unknown) => caught,
  );
  expect(error).toBeInstanceOf(ImageUnreadableError);
  const unreadable = error as ImageUnreadableError;
  expect([unreadable.code, unreadable.path]).toEqual(['IMAGE_UNREADABLE', 'a.png']);
  expect(unreadable.message).toBe(`a.png: ${unreadable.reason}.`);
  expect(unreadable.remedy).not.toBe('');
  return unreadable.reason;
}

const FORMATS = ['jpeg', 'png', 'webp', 'tiff', 'gif'] as const;
const whole = new Map<string, Buffer>();

beforeAll(async () => {
  const random = randomGenerator(1);
  const noise = Uint8Array.from({ length: 100 * 80 * 3 }, () => 256 * random());
  const image = sharp(noise, { raw: { width: 100, height: 80, channels: 3 } });
  for (const format of FORMATS) {
    const options = format === 'tiff' ? { compression: 'lzw' } : {};
    whole.set(format, await image.clone().toFormat(format, options).toBuffer());
  }
});

describe('broken images', () => {
  it.each(FORMATS)('a %s that ends early', async (format) => {
    const bytes = whole.get(format)!;
    for (const share of [0.05, 0.5, 0.95]) {
      expect(await reasonFor(bytes.subarray(0, Math.floor(bytes.length * share)))).toBe('the file ends early');
    }
  });

  it.each(['png', 'tiff', 'gif'] as const)('a %s with damaged data', async (format) => {
    const bytes = Buffer.from(whole.get(format)!);
    const middle = Math.floor(bytes.length / 2);
    bytes.fill(0xa5, middle, middle + 300);
    expect(await reasonFor(bytes)).toContain('data are damaged');
  });

  it('pixels of a type that is not read', async () => {
    const image = sharp(Float32Array.of(0, 0.5, 1, 2), { raw: { width: 2, height: 2, channels: 1 } });
    const bytes = await image.toColourspace('b-w').tiff({ compression: 'none' }).toBuffer();
    // sharp writes 8 bit whatever it is given, so the tag for bits per sample (258) is set to 32 by hand.
    const tag = bytes.indexOf(Buffer.from([0x02, 0x01, 0x03, 0x00, 0x01, 0x00, 0x00, 0x00]));
    bytes.writeUInt16LE(32, tag + 8);
    expect(await reasonFor(bytes)).toMatch(/^its pixels are of type \w+; only 8 and 16 bit are read$/);
  });
});

describe('files that are no images', () => {
  it.each([
    ['', 'the file is empty'],
    ['path,label\na.png,cat\n', 'this is text, not an image'],
    ['Überblick über die Aufnahmen\n', 'this is text, not an image'],
    ['<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>', 'this is a drawing (SVG), which is not read'],
    [Buffer.from('BM\x46\0\0\0\0\0\0\0\x36', 'latin1'), 'this is a BMP image, which is not read'],
    [Buffer.from('\0\0\0\x18ftypheic\0\0', 'latin1'), 'this is a HEIC photo, which is not read'],
    [Buffer.from('%PDF-1.7\n'), 'this is a PDF document, which is not read'],
    [Buffer.from([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), 'this is not an image of a known kind'],
  ])('%j', async (bytes, reason) => {
    expect(await reasonFor(bytes)).toBe(reason);
  });
});

describe('files that cannot be read', () => {
  it('hashes what it reads', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a'), 'abc');
    const file = await openImageFolder(folder).read('a');
    expect(file).toMatchObject({ path: 'a', contentHash: createHash('sha256').update('abc').digest('hex') });
  });

  it('a file that vanished and a link that leads nowhere', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'a.png'), whole.get('png')!);
    symlinkSync('nowhere.png', join(folder, 'b.png'));
    const images = openImageFolder(folder);
    expect(await images.list()).toEqual(['a.png', 'b.png']);
    rmSync(join(folder, 'a.png'));
    for (const path of ['a.png', 'b.png']) {
      await expect(images.read(path)).rejects.toMatchObject({
        code: 'IMAGE_UNREADABLE',
        reason: 'it is no longer there, or it is a link that leads nowhere',
      });
    }
  });

  it('a name that is not UTF-8', async () => {
    const folder = temporaryFolder();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), Buffer.from([0x61, 0xe9, 0x2e, 0x70])]), 'x');
    const images = openImageFolder(folder);
    const [path] = await images.list();
    await expect(images.read(path!)).rejects.toMatchObject({ reason: 'its name is not valid UTF-8 text' });
  });

  it('a folder in place of a file', async () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, 'a.png'));
    await expect(openImageFolder(folder).read('a.png')).rejects.toMatchObject({ code: 'IMAGE_UNREADABLE' });
  });
});
