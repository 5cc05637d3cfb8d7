import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import type { ImportOptions } from '../../../../src/services/projects/importWork.ts';
import { averageColour } from './averageColour.ts';
import { writeFlat } from './flatImages.ts';
import { importBench } from './importBench.ts';
import type { ImportBench } from './importBench.ts';

let bench: ImportBench;

beforeEach(async () => {
  bench = await importBench();
});

describe('a first import', () => {
  it('registers images of all sizes in the order of their paths, each with its row', async () => {
    const sizes = [1, 8, 300, 1];
    const names = ['z.png', 'a/b.png', 'é.png', 'a/a.png'];
    for (const [i, name] of names.entries()) await writeFlat(bench.folder, name, 10 * i + 1, sizes[i], 5);
    const report = await bench.run();
    expect(report).toEqual({ imageCount: 4, newCount: 4, movedCount: 0, goneCount: 0, copyCount: 0, skipped: [] });
    expect(await bench.cached()).toEqual([
      ['a/a.png', 31],
      ['a/b.png', 11],
      ['z.png', 1],
      ['é.png', 21],
    ]);
    expect(bench.store.images()[3]).toMatchObject({ index: 3, widthPx: 300, heightPx: 5 });
  });

  it('keeps order over several windows', async () => {
    const greys = Array.from({ length: 30 }, (_, i) => (i % 5) * 40 + 5);
    const names = greys.map((_, i) => `${String(i).padStart(2, '0')}.png`);
    for (const [i, name] of names.entries()) await writeFlat(bench.folder, name, greys[i]!, (i % 3) + 1);
    const report = await bench.run({ concurrency: 4, windowSize: 8 });
    expect([report.imageCount, report.copyCount]).toEqual([30, 15]);
    expect(await bench.cached()).toEqual(names.map((name, i) => [name, greys[i]]));
  });

  it('sees copies', async () => {
    await writeFlat(bench.folder, 'a.png', 5);
    await writeFlat(bench.folder, 'b.png', 6);
    await writeFlat(bench.folder, 'c.png', 5);
    expect((await bench.run()).copyCount).toBe(1);
    expect(bench.store.images().map((image) => image.duplicateOf)).toEqual([undefined, undefined, 0]);
  });

  it('lists what cannot be read, one in ten, and goes on', async () => {
    for (let i = 0; i < 20; i++) await writeFlat(bench.folder, `${String(i).padStart(2, '0')}.png`, i + 1);
    const whole = readFileSync(join(bench.folder, '03.png'));
    writeFileSync(join(bench.folder, '03.png'), whole.subarray(0, 60));
    writeFileSync(join(bench.folder, '07.png'), 'path,label\n');
    const { imageCount, skipped } = await bench.run();
    expect(imageCount).toBe(18);
    expect(skipped).toEqual([
      { path: '03.png', reason: 'the file ends early' },
      { path: '07.png', reason: 'this is text, not an image' },
    ]);
    expect(bench.store.skipped()).toEqual(skipped);
    expect((await bench.cached()).every(([path, grey]) => Number(path.slice(0, 2)) + 1 === grey)).toBe(true);
  });

  it('passes over a file that vanishes between listing and reading', async () => {
    await writeFlat(bench.folder, 'a.png', 1);
    await writeFlat(bench.folder, 'b.png', 2);
    const images = bench.images;
    const list = async () => {
      const paths = await images.list();
      rmSync(join(bench.folder, 'a.png'));
      return paths;
    };
    const report = await bench.run({ folder: { ...images, list } });
    expect(report.skipped).toMatchObject([{ path: 'a.png', reason: expect.stringContaining('no longer there') }]);
    expect(await bench.cached()).toEqual([['b.png', 2]]);
  });

  it('preprocesses images of one size together', async () => {
    for (let i = 0; i < 9; i++) await writeFlat(bench.folder, `${i}.png`, i, 4 + (i % 3));
    const batches: number[] = [];
    await bench.run({
      preprocessing: {
        sizePx: 2,
        preprocess(images) {
          batches.push(images.length);
          expect(new Set(images.map((image) => image.widthPx)).size).toBe(1);
          return averageColour.preprocess(images);
        },
      },
    });
    expect(batches).toEqual([3, 3, 3]);
  });

  it('says that a folder is empty, missing, or without images', async () => {
    await expect(bench.run()).rejects.toMatchObject({
      code: 'FOLDER_EMPTY',
      message: `There are no files in ${bench.folder}.`,
    });
    writeFileSync(join(bench.folder, 'a.txt'), 'hello');
    await expect(bench.run()).rejects.toMatchObject({
      code: 'FOLDER_EMPTY',
      message: expect.stringContaining('a.txt: this is text, not an image'),
    });
    const missing = openImageFolder(join(bench.folder, 'none'));
    await expect(bench.run({ folder: missing })).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  });
});

describe('stopping', () => {
  it('keeps what was read and goes on there', async () => {
    for (let i = 0; i < 40; i++) await writeFlat(bench.folder, `${String(i).padStart(2, '0')}.png`, i + 1);
    const signal = {
      get aborted() {
        return bench.decoded.length >= 10;
      },
    };
    await expect(bench.run({ signal, concurrency: 1 })).rejects.toMatchObject({ code: 'STOPPED' });
    const keptCount = bench.store.images().length;
    expect(keptCount).toBeGreaterThanOrEqual(1);
    expect(keptCount).toBeLessThan(40);
    bench.decoded.length = 0;
    expect(await bench.run()).toMatchObject({ imageCount: 40, newCount: 40 - keptCount });
    expect(bench.decoded).toHaveLength(40 - keptCount);
    expect(await bench.cached()).toEqual(
      Array.from({ length: 40 }, (_, i) => [`${String(i).padStart(2, '0')}.png`, i + 1]),
    );
  });

  it('passes on a failure of the preprocessing and loses nothing', async () => {
    for (let i = 0; i < 12; i++) await writeFlat(bench.folder, `${String(i).padStart(3, '0')}.png`, i + 1);
    let callCount = 0;
    const preprocess: ImportOptions['preprocessing']['preprocess'] = (images) =>
      ++callCount > 1 ? Promise.reject(new Error('no memory')) : averageColour.preprocess(images);
    await expect(bench.run({ preprocessing: { sizePx: 2, preprocess }, windowSize: 8 })).rejects.toThrow('no memory');
    expect(bench.store.images()).toHaveLength(8);
    expect(await bench.run()).toMatchObject({ imageCount: 12, newCount: 4 });
    expect((await bench.cached()).every(([path, grey]) => Number(path.slice(0, 3)) + 1 === grey)).toBe(true);
  });
});

it('reports progress to the end', async () => {
  for (let i = 0; i < 5; i++) await writeFlat(bench.folder, `${i}.png`, i);
  const reports: [done: number, total: number][] = [];
  await bench.run({ onProgress: ({ done, total }) => reports.push([done, total]) });
  expect(reports.at(-1)).toEqual([5, 5]);
  expect(reports.map(([done]) => done)).toEqual(reports.map(([done]) => done).toSorted((a, b) => a - b));
});
