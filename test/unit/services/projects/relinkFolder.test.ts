import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';

import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import type { ImageFolder } from '../../../../src/services/ports/images.ts';
import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { hasPixels } from '../../../../src/services/projects/pixelRows.ts';
import { compareFolder, relinkFolder } from '../../../../src/services/projects/relinkFolder.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { averageColour } from './averageColour.ts';
import { writeFlat } from './flatImages.ts';
import { importBench } from './importBench.ts';
import type { ImportBench } from './importBench.ts';

const NAMES = ['a.png', 'b.png', 'c.png', 'sub/d.png'];

let bench: ImportBench;
let elsewhere: string;
let other: ImageFolder;

/** Label of each image of the project by its path. */
function labels(): Record<string, string | undefined> {
  const names = new Map(bench.store.labels().map((label) => [label.imageIndex, label.className]));
  return Object.fromEntries(bench.store.images().map((image) => [image.path, names.get(image.index)]));
}

const asItWas = { 'a.png': 'grey 0', 'b.png': 'grey 20', 'c.png': 'grey 40', 'sub/d.png': 'grey 60' };
const compared = () => compareFolder(bench.store, other, { concurrency: 2 });
const relinked = () => relinkFolder(bench.store, other, { concurrency: 2 });

beforeEach(async () => {
  bench = await importBench();
  for (const [i, name] of NAMES.entries()) await writeFlat(bench.folder, name, 20 * i);
  await bench.run();
  for (const { index } of bench.store.images()) {
    setLabel(bench.store, index, `grey ${20 * index}`, { source: 'human', origin: 'test' });
  }
  elsewhere = join(temporaryFolder(), 'moved');
  cpSync(bench.folder, elsewhere, { recursive: true });
  other = openImageFolder(elsewhere);
});

it('finds everything where the folder is the same, and looks there from now on', async () => {
  expect(await compared()).toEqual({ foundCount: 4, missingCount: 0, newCount: 0, missingPaths: [] });
  expect(bench.store.folder).toBe(bench.folder);
  expect(await relinked()).toEqual({ foundCount: 4, missingCount: 0, newCount: 0, missingPaths: [] });
  expect(bench.store.folder).toBe(elsewhere);
  expect(labels()).toEqual(asItWas);
});

it('follows images whose names were swapped', async () => {
  renameSync(join(elsewhere, 'a.png'), join(elsewhere, 'x.png'));
  renameSync(join(elsewhere, 'b.png'), join(elsewhere, 'a.png'));
  renameSync(join(elsewhere, 'x.png'), join(elsewhere, 'b.png'));
  expect(await relinked()).toMatchObject({ foundCount: 4, missingCount: 0, newCount: 0 });
  expect(labels()).toEqual({ ...asItWas, 'a.png': 'grey 20', 'b.png': 'grey 0' });
});

it('finds images that all have other names and folders', async () => {
  mkdirSync(join(elsewhere, 'deep/er'), { recursive: true });
  for (const [i, name] of NAMES.entries()) renameSync(join(elsewhere, name), join(elsewhere, `deep/er/${9 - i}.png`));
  expect(await relinked()).toMatchObject({ foundCount: 4, newCount: 0 });
  expect(labels()).toEqual({
    'deep/er/9.png': 'grey 0',
    'deep/er/8.png': 'grey 20',
    'deep/er/7.png': 'grey 40',
    'deep/er/6.png': 'grey 60',
  });
});

it('gives no label to other images of the same names', async () => {
  for (const [i, name] of NAMES.slice(0, 3).entries()) await writeFlat(elsewhere, name, 100 + i);
  const report = { foundCount: 1, missingCount: 3, newCount: 3, missingPaths: ['a.png', 'b.png', 'c.png'] };
  expect(await compared()).toEqual(report);
  expect(labels()).toEqual(asItWas);
  expect(await relinked()).toEqual(report);
  expect(labels()).toEqual({ 'sub/d.png': 'grey 60' });
  expect(await bench.run({ folder: other })).toMatchObject({ imageCount: 4, newCount: 3 });
  expect(labels()).toEqual({ 'sub/d.png': 'grey 60', 'a.png': undefined, 'b.png': undefined, 'c.png': undefined });
});

it('keeps the labels of what is missing until it is found', async () => {
  rmSync(join(elsewhere, 'b.png'));
  writeFileSync(join(elsewhere, 'notes.txt'), 'no image');
  expect(await relinked()).toEqual({ foundCount: 3, missingCount: 1, newCount: 1, missingPaths: ['b.png'] });
  expect(labels()).not.toHaveProperty('b.png');
  writeFileSync(join(elsewhere, 'found again.png'), readFileSync(join(bench.folder, 'b.png')));
  expect(await relinked()).toMatchObject({ foundCount: 4, missingCount: 0, newCount: 1 });
  expect(labels()).toMatchObject({ 'found again.png': 'grey 20' });
});

it('has an image that comes back read again, where the cache was made without it', async () => {
  rmSync(join(bench.folder, 'b.png'));
  rmSync(join(bench.store.path, 'cache', 'pixels-2.rows'));
  await bench.run();
  await relinked();
  expect(await hasPixels(bench.store, averageColour.sizePx)).toBe(false);
  await bench.run({ folder: other });
  expect(await bench.cached()).toContainEqual(['b.png', 20]);
});

it('tells copies apart by their places, and takes what is left of them', async () => {
  await writeFlat(bench.folder, 'copy.png', 0);
  await bench.run();
  setLabel(bench.store, 4, 'the copy', { source: 'human', origin: 'test' });
  await writeFlat(elsewhere, 'copy.png', 0);
  expect(await relinked()).toMatchObject({ foundCount: 5, missingCount: 0 });
  expect(labels()).toEqual({ ...asItWas, 'copy.png': 'the copy' });
  rmSync(join(elsewhere, 'a.png'));
  expect(await relinked()).toMatchObject({ foundCount: 4, missingCount: 1, missingPaths: ['a.png'] });
  expect(labels()).toMatchObject({ 'copy.png': 'the copy' });
});

it('knows files that could not be used before', async () => {
  writeFileSync(join(bench.folder, 'notes.txt'), 'no image');
  await bench.run();
  writeFileSync(join(elsewhere, 'notes.txt'), 'no image');
  expect(await compared()).toMatchObject({ newCount: 0 });
});

it('refuses a folder with none of the images, and changes nothing', async () => {
  rmSync(elsewhere, { recursive: true });
  await expect(relinked()).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
  await writeFlat(elsewhere, 'a.png', 200);
  await expect(relinked()).rejects.toMatchObject({
    code: 'FOLDER_EMPTY',
    message: expect.stringContaining('4 images'),
  });
  expect([bench.store.folder, labels()]).toEqual([bench.folder, asItWas]);
});

it('can be stopped at every file, and has changed nothing then', async () => {
  renameSync(join(elsewhere, 'c.png'), join(elsewhere, 'e.png'));
  for (let stopAt = 1; stopAt <= 4; stopAt++) {
    const signal = { aborted: false };
    const onProgress = (done: number) => (signal.aborted = done === stopAt);
    const stopped = relinkFolder(bench.store, other, { concurrency: 2, signal, onProgress });
    await expect(stopped, `file ${stopAt}`).rejects.toMatchObject({ code: 'STOPPED' });
    expect([bench.store.folder, labels()]).toEqual([bench.folder, asItWas]);
  }
});
