import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';

import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { openExactPixelRows } from '../../../../src/services/projects/readInFull.ts';
import { averageColourAt } from './averageColour.ts';
import { writeFlat } from './flatImages.ts';
import { importBench } from './importBench.ts';
import type { ImportBench } from './importBench.ts';

let bench: ImportBench;

/** Path, grey in the cache and label of every image of the folder. */
async function labelled(): Promise<[path: string, grey: number | undefined, label: string | undefined][]> {
  const greys = new Map(await bench.cached());
  const names = new Map(bench.store.labels().map((label) => [label.imageIndex, label.className]));
  return bench.store.images().map((image) => [image.path, greys.get(image.path), names.get(image.index)]);
}

beforeEach(async () => {
  bench = await importBench();
  for (const [i, name] of ['a.png', 'b.png', 'c.png'].entries()) await writeFlat(bench.folder, name, 10 * i + 5);
  await bench.run();
  for (let i = 0; i < 3; i++) setLabel(bench.store, i, `grey ${10 * i + 5}`, { source: 'human', origin: 'test' });
  bench.decoded.length = 0;
});

it('decodes nothing when nothing changed', async () => {
  expect(await bench.run()).toMatchObject({ imageCount: 3, newCount: 0, movedCount: 0, goneCount: 0 });
  expect(bench.decoded).toEqual([]);
});

it('adds what is new', async () => {
  await writeFlat(bench.folder, 'aa.png', 99);
  expect(await bench.run()).toMatchObject({ imageCount: 4, newCount: 1 });
  expect(bench.decoded).toEqual(['aa.png']);
  expect((await bench.cached())[3]).toEqual(['aa.png', 99]);
});

it('follows files that were moved and swapped: labels stay with the content', async () => {
  mkdirSync(join(bench.folder, 'sub'));
  renameSync(join(bench.folder, 'a.png'), join(bench.folder, 'x.png'));
  renameSync(join(bench.folder, 'b.png'), join(bench.folder, 'a.png'));
  renameSync(join(bench.folder, 'x.png'), join(bench.folder, 'b.png'));
  renameSync(join(bench.folder, 'c.png'), join(bench.folder, 'sub/c.png'));
  expect(await bench.run()).toMatchObject({ imageCount: 3, newCount: 0, movedCount: 3, goneCount: 0 });
  expect(bench.decoded).toEqual([]);
  expect(await labelled()).toEqual([
    ['b.png', 5, 'grey 5'],
    ['a.png', 15, 'grey 15'],
    ['sub/c.png', 25, 'grey 25'],
  ]);
});

it('takes new content under an old path for a new image without label, and knows the old content again', async () => {
  const old = readFileSync(join(bench.folder, 'b.png'));
  await writeFlat(bench.folder, 'b.png', 77);
  expect(await bench.run()).toMatchObject({ imageCount: 3, newCount: 1, goneCount: 1 });
  expect(await labelled()).toEqual([
    ['a.png', 5, 'grey 5'],
    ['c.png', 25, 'grey 25'],
    ['b.png', 77, undefined],
  ]);
  writeFileSync(join(bench.folder, 'b.png'), old);
  expect(await bench.run()).toMatchObject({ imageCount: 3, newCount: 0, movedCount: 1, goneCount: 1 });
  expect(await labelled()).toEqual([
    ['a.png', 5, 'grey 5'],
    ['b.png', 15, 'grey 15'],
    ['c.png', 25, 'grey 25'],
  ]);
});

it('keeps gone images in mind, and their copies apart', async () => {
  writeFileSync(join(bench.folder, 'd.png'), readFileSync(join(bench.folder, 'a.png')));
  rmSync(join(bench.folder, 'a.png'));
  rmSync(join(bench.folder, 'c.png'));
  expect(await bench.run()).toMatchObject({ imageCount: 2, newCount: 0, movedCount: 1, goneCount: 1 });
  expect(await labelled()).toEqual([
    ['d.png', 5, 'grey 5'],
    ['b.png', 15, 'grey 15'],
  ]);
});

it('fills a deleted cache again, also for an image that was gone meanwhile', async () => {
  const rows = join(bench.store.path, 'cache', 'pixels-2.rows');
  const bytes = readFileSync(join(bench.folder, 'b.png'));
  rmSync(rows);
  rmSync(join(bench.folder, 'b.png'));
  await bench.run();
  expect(await bench.cached()).toEqual([
    ['a.png', 5],
    ['c.png', 25],
  ]);
  writeFileSync(join(bench.folder, 'b.png'), bytes);
  expect(await bench.run()).toMatchObject({ imageCount: 3, newCount: 0, movedCount: 1 });
  expect(await labelled()).toEqual([
    ['a.png', 5, 'grey 5'],
    ['b.png', 15, 'grey 15'],
    ['c.png', 25, 'grey 25'],
  ]);
});

it('fills the caches of other sizes again where an image came back that was gone when they were made', async () => {
  const sizePx = 3;
  const importAtIt = () => bench.run({ preprocessing: averageColourAt(sizePx) });
  const bytes = readFileSync(join(bench.folder, 'b.png'));
  rmSync(join(bench.folder, 'b.png'));
  await importAtIt();
  const opened = await openPixelRows(bench.store, sizePx);
  writeFileSync(join(bench.folder, 'b.png'), bytes);
  await bench.run();
  const rows = await openExactPixelRows(bench.store, sizePx, { missing: importAtIt, glimpsed: importAtIt });
  expect(Array.from(await rows.read([0, 1, 2])).filter((_, i) => i % 27 === 0)).toEqual([5, 15, 25]);
  // Whoever had it open, as a training that is under way has, is not disturbed.
  expect((await opened.read([2]))[0]).toBe(25);
  await Promise.all([rows.close(), opened.close()]);
});

it('does not take an image for one that came back because it is black', async () => {
  await writeFlat(bench.folder, 'black.png', 0);
  await bench.run();
  bench.decoded.length = 0;
  renameSync(join(bench.folder, 'black.png'), join(bench.folder, 'dark.png'));
  expect(await bench.run()).toMatchObject({ movedCount: 1 });
  expect(bench.decoded).toEqual([]);
});

it('forgets rows that a crash left without an image', async () => {
  const rows = await openPixelRows(bench.store, 2);
  await rows.append(new Uint8Array(24));
  await rows.close();
  await writeFlat(bench.folder, 'd.png', 35);
  await bench.run();
  expect((await bench.cached())[3]).toEqual(['d.png', 35]);
});

it('fills a second cache for another size', async () => {
  const sizePx = 3;
  await bench.run({
    preprocessing: { sizePx, preprocess: (images) => Promise.resolve(new Uint8Array(images.length * 27).fill(9)) },
  });
  const rows = await openPixelRows(bench.store, sizePx);
  expect([rows.rowCount, rows.rowBytes]).toEqual([3, 27]);
  await rows.close();
});
