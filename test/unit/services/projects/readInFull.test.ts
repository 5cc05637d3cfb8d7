import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { beforeEach, expect, it } from 'vitest';

import type { ImageFolder } from '../../../../src/services/ports/images.ts';
import type { ImportOptions } from '../../../../src/services/projects/importWork.ts';
import type { ImportProgress } from '../../../../src/services/projects/progressMeter.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { glimpsedImages, openExactPixelRows, readInFull } from '../../../../src/services/projects/readInFull.ts';
import { ImageUnreadableError } from '../../../../src/shared/errors.ts';
import { averageColour } from './averageColour.ts';
import { writeFlat } from './flatImages.ts';
import { importBench } from './importBench.ts';
import type { ImportBench } from './importBench.ts';

const { sizePx } = averageColour;
const PHOTOS = ['a.jpg', 'c.jpg', 'd.jpg'];

let bench: ImportBench;

/** Dark above and light below: the first pixel of a glimpse is dark, the average colour of all pixels is neither. */
async function writePhoto(path: string, dark: number): Promise<void> {
  const pixels = Uint8Array.from({ length: 64 * 64 * 3 }, (_, i) => (i < 32 * 64 * 3 ? dark : 200));
  const photo = sharp(pixels, { raw: { width: 64, height: 64, channels: 3 } });
  await photo.jpeg({ quality: 100 }).toFile(join(bench.folder, path));
}

const averageOf = (dark: number): number => Math.round((dark + 200) / 2);

const nothing = () => Promise.reject(new Error('there is nothing to read'));

async function glimpsed(): Promise<string[]> {
  return (await glimpsedImages(bench.store, sizePx)).map(({ path }) => path);
}

function read(options: Partial<ImportOptions> = {}) {
  const { store, images: folder } = bench;
  return readInFull({ store, folder, preprocessing: averageColour, concurrency: 2, ...options });
}

beforeEach(async () => {
  bench = await importBench();
  await writeFlat(bench.folder, 'b.png', 15);
  for (const [i, path] of PHOTOS.entries()) await writePhoto(path, 20 * i);
});

it('follows an import that took glimpses, and gives what one that read every pixel gives', async () => {
  await bench.run();
  expect(bench.decoded).toEqual(['b.png']);
  expect(await glimpsed()).toEqual(PHOTOS);
  const [, ...greys] = (await bench.cached()).map(([, grey]) => grey);
  expect(greys.map((grey) => grey < 80)).toEqual([true, true, true]);
  const told: ImportProgress[] = [];
  await read({ onProgress: (progress) => told.push(progress) });
  expect(bench.decoded.toSorted()).toEqual(['a.jpg', 'b.png', 'c.jpg', 'd.jpg']);
  expect(told.at(-1)).toMatchObject({ done: 3, total: 3, secondsLeft: 0 });
  expect(await glimpsed()).toEqual([]);
  expect(new Map(await bench.cached())).toEqual(
    new Map([
      ['a.jpg', averageOf(0)],
      ['b.png', 15],
      ['c.jpg', averageOf(20)],
      ['d.jpg', averageOf(40)],
    ]),
  );
});

it('is not needed after an import that read every pixel', async () => {
  await bench.run({ care: 'everyPixel' });
  expect(bench.decoded).toHaveLength(4);
  expect(await glimpsed()).toEqual([]);
  await (await openExactPixelRows(bench.store, sizePx, { missing: nothing, glimpsed: nothing })).close();
});

it('goes on where it was stopped', async () => {
  await bench.run();
  bench.decoded.length = 0;
  const signal = { aborted: false };
  const onProgress = () => (signal.aborted = true);
  const message = 'Reading every pixel was stopped.';
  await expect(read({ signal, concurrency: 1, onProgress })).rejects.toMatchObject({ code: 'STOPPED', message });
  expect(await glimpsed()).toEqual(['c.jpg', 'd.jpg']);
  expect(new Map(await bench.cached()).get('a.jpg')).toBe(averageOf(0));
  bench.decoded.length = 0;
  await read();
  expect(bench.decoded.toSorted()).toEqual(['c.jpg', 'd.jpg']);
  expect(await glimpsed()).toEqual([]);
});

it('knows of glimpses of images that came later, and forgets those of a cache that was deleted', async () => {
  await bench.run();
  await read();
  await writePhoto('e.jpg', 60);
  await bench.run();
  expect(await glimpsed()).toEqual(['e.jpg']);
  rmSync(join(bench.store.path, 'cache', `pixels-${sizePx}.rows`));
  expect(await glimpsed()).toEqual([]);
  await bench.run({ care: 'everyPixel' });
  expect(await glimpsed()).toEqual([]);
  expect((await bench.cached()).map(([, grey]) => grey)).toEqual(
    bench.store.images().map(({ path }) => (path === 'b.png' ? 15 : averageOf(20 * 'acde'.indexOf(path[0]!)))),
  );
});

it('takes the rows of an older Handful, which marked none, for what they are: exact', async () => {
  await bench.run({ care: 'everyPixel' });
  rmSync(join(bench.store.path, 'cache', `glimpsed-${sizePx}.rows`));
  expect(await glimpsed()).toEqual([]);
  await writePhoto('e.jpg', 60);
  await bench.run();
  expect(await glimpsed()).toEqual(['e.jpg']);
});

it('does not take a glimpse for exact that a crash left without its image', async () => {
  await bench.run();
  // As after a crash between the marks and the rows of a window of three.
  const rows = await openPixelRows(bench.store, sizePx);
  await rows.truncate(1);
  await rows.close();
  await bench.run();
  expect(await glimpsed()).toEqual(PHOTOS);
});

it('keeps the glimpse of an image whose file is gone or another one', async () => {
  await bench.run();
  const before = new Map(await bench.cached());
  rmSync(join(bench.folder, 'a.jpg'));
  await writePhoto('c.jpg', 100);
  await read();
  expect(await glimpsed()).toEqual(['a.jpg', 'c.jpg']);
  expect(new Map(await bench.cached())).toEqual(new Map([...before, ['d.jpg', averageOf(40)]]));
});

it('asks for a folder that is away instead of being content with glimpses', async () => {
  await bench.run();
  renameSync(bench.folder, `${bench.folder}-away`);
  await expect(read()).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  renameSync(`${bench.folder}-away`, bench.folder);
  await read();
  expect(await glimpsed()).toEqual([]);
});

it('reads an image whose file could not be read when the cache was made', async () => {
  await bench.run({ care: 'everyPixel' });
  rmSync(join(bench.store.path, 'cache', `pixels-${sizePx}.rows`));
  const { images } = bench;
  const withoutOne: ImageFolder = {
    ...images,
    async read(path) {
      const file = await images.read(path);
      // It is there when the folder is compared, and locked when its pixels are wanted.
      const decode = () => Promise.reject(new ImageUnreadableError(path, 'it is locked'));
      return path === 'b.png' ? { ...file, decode } : file;
    },
  };
  await bench.run({ folder: withoutOne, care: 'everyPixel' });
  expect(new Map(await bench.cached()).get('b.png')).toBe(0);
  await read();
  expect(new Map(await bench.cached()).get('b.png')).toBe(15);
});
