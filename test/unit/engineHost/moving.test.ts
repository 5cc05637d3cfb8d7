import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';

import { openImageFolder } from '../../../src/platform/node/images/imageFolder.ts';
import { createProject } from '../../../src/platform/node/projectStore/openProject.ts';
import { labelFromCsv } from '../../../src/services/labeling/labelFromCsv.ts';
import { importFolder } from '../../../src/services/projects/importFolder.ts';
import { RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { averageColour } from '../services/projects/averageColour.ts';
import { openBench, problemOf, settled, type OpenBench } from './openBench.ts';

let bench: OpenBench;
let images: string;
let moved: string;
let path: string;
let names: string[];

beforeEach(async () => {
  bench = openBench();
  images = join(bench.root, 'tiles');
  moved = join(bench.root, 'other disk', 'pictures');
  path = join(bench.root, 'tiles.handful');
  names = await writePictures(images, RED_AND_BLUE, 4);
  const store = await createProject(path, images);
  await importFolder({ store, folder: openImageFolder(images), preprocessing: averageColour, concurrency: 2 });
  labelFromCsv(store, 'path,label\nblue-0.png,blue\nblue-1.png,blue', 'labels.csv');
  store.close();
});

/** Path and label of every image that has one. */
async function labelled(): Promise<unknown[]> {
  const details = await bench.client.images.details({ indices: [0, 1, 2] });
  return details
    .filter(({ history }) => history.length > 0)
    .map((image) => [image.path, image.history.at(-1)!.className]);
}

it('opens a project of which the images are gone, with its labels, and finds them elsewhere', async () => {
  const { client } = bench;
  await writePictures(join(moved, 'deep'), RED_AND_BLUE, 4);
  rmSync(images, { recursive: true });
  expect(await client.project.open({ path })).toMatchObject({ folderState: 'missing', imageCount: 8, labelCount: 2 });
  expect(await problemOf(client.project.tryFolder({ folder: images }))).toMatchObject({ code: 'FOLDER_MISSING' });
  const report = { foundCount: 8, missingCount: 0, newCount: 0, missingPaths: [] };
  expect(await client.project.tryFolder({ folder: moved })).toEqual(report);
  expect(await client.project.state()).toMatchObject({ folderState: 'missing', folder: images });
  expect(await client.project.relink({ folder: moved })).toEqual(report);
  expect(await client.project.state()).toMatchObject({
    folderState: 'here',
    folder: moved,
    imageCount: 8,
    labelCount: 2,
  });
  expect(await labelled()).toEqual([
    ['deep/blue-0.png', 'blue'],
    ['deep/blue-1.png', 'blue'],
  ]);
  await client.project.close();
  expect(await client.project.open({ path })).toMatchObject({ folderState: 'here', folder: moved });
});

it('moves with its folder', async () => {
  renameSync(join(bench.root, 'tiles'), join(bench.root, 'aside'));
  const elsewhere = join(bench.root, 'elsewhere');
  await writePictures(join(elsewhere, 'tiles'), RED_AND_BLUE, 4);
  renameSync(path, join(elsewhere, 'tiles.handful'));
  const state = await bench.client.project.open({ path: join(elsewhere, 'tiles.handful') });
  expect(state).toMatchObject({ folderState: 'here', folder: join(elsewhere, 'tiles'), labelCount: 2 });
});

it('notices that a folder of the same name holds other images', async () => {
  rmSync(images, { recursive: true });
  await writePictures(images, { red: [20, 250, 20], blue: [250, 250, 20] }, 4);
  await bench.client.project.open({ path });
  await vi.waitFor(async () =>
    expect(await bench.client.project.state()).toMatchObject({ folderState: 'missing', labelCount: 2 }),
  );
  expect(await bench.client.project.tryFolder({ folder: images })).toMatchObject({
    foundCount: 0,
    missingCount: 8,
    missingPaths: names.toSorted(),
  });
});

it('imports once, however often it is asked to, and new images only', async () => {
  const { client } = bench;
  await client.project.open({ path });
  await writePictures(join(images, 'more'), { green: [20, 250, 20] }, 3);
  await Promise.all([client.project.importAgain(), client.project.importAgain(), client.project.importAgain()]);
  await settled(bench);
  expect(await client.project.state()).toMatchObject({ imageCount: 11, goneCount: 0, labelCount: 2 });
});

it('looks for the images elsewhere in the middle of an import', async () => {
  const { client } = bench;
  await client.project.open({ path });
  await writePictures(moved, RED_AND_BLUE, 4);
  await client.project.importAgain();
  expect(await client.project.relink({ folder: moved })).toMatchObject({ foundCount: 8 });
  await settled(bench);
  expect(await client.project.state()).toMatchObject({ folder: moved, imageCount: 8, goneCount: 0, labelCount: 2 });
});
