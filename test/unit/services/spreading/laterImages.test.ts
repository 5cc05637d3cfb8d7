import { renameSync } from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TrainedEncoder } from '../../../../src/learning/inference/representations.ts';
import { createPreprocessing } from '../../../../src/services/exporting/preprocessing.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { openPixelRows } from '../../../../src/services/projects/pixelRows.ts';
import { FeatureBook } from '../../../../src/services/spreading/featureBook.ts';
import type { FeatureSpace } from '../../../../src/services/spreading/featureSpace.ts';
import { encodeImages } from '../../../../src/services/training/encodeImages.ts';
import { HandfulError } from '../../../../src/shared/errors.ts';
import { finishRun } from '../../../support/finishedRun.ts';
import { RED_AND_BLUE, writePictures } from '../../../support/pictures.ts';
import { smallBench, type SmallBench } from '../../../support/smallBench.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

const OTHER_SIZE_PX = 20;

let project: SmallProject;
let bench: SmallBench;

beforeEach(async () => {
  project = await smallProject({ perClass: 10, labels: 2 });
  bench = smallBench(project);
});
afterEach(() => project.dispose());

const newest = (): Promise<FeatureSpace> => new FeatureBook(bench).newest();
const inFolder = (name: string): string => path.join(project.folder.root, name);
const aside = (name: string): string => path.join(project.root, name);
const allIndices = (): number[] => project.store.images().map(({ index }) => index);

async function importAgain(sizePx = SMALL_SIZE_PX): Promise<void> {
  const { store, folder, runtime } = project;
  await importFolder({ store, folder, preprocessing: await createPreprocessing(runtime, sizePx), concurrency: 2 });
}

/** Six new images, imported. */
async function sixCome(): Promise<void> {
  await writePictures(inFolder('more'), RED_AND_BLUE, 3, 17);
  await importAgain();
}

/** The activities that came to their end, with what they counted. */
const done = (): string[] =>
  bench.events.flatMap((event) =>
    event.type === 'activity' && event.activity.state === 'done'
      ? [`${event.activity.title}: ${event.activity.total}`]
      : [],
  );

/** Whether every image of the project is there as this encoder sees it. */
async function expectSeenBy(space: FeatureSpace, encoder: TrainedEncoder, sizePx = SMALL_SIZE_PX): Promise<void> {
  expect(space).toMatchObject({ source: 'trained', imageIndices: Int32Array.from(allIndices()) });
  const pixels = await openPixelRows(project.store, sizePx);
  const expected = await encodeImages(project.runtime, encoder, pixels, sizePx, allIndices());
  await pixels.close();
  const { dim, features } = space;
  // Both halves of a representation have length 1.
  const furthest = features.map((value, entry) => Math.abs(value - expected[entry]! / Math.SQRT2));
  expect(dim * allIndices().length).toBe(expected.length);
  expect(Math.max(...furthest)).toBeLessThan(1e-5);
}

describe('images that a training did not see', () => {
  it('are looked at with the encoder that it left, also those that were away', async () => {
    renameSync(inFolder('blue-3.png'), aside('blue-3.png'));
    await importAgain();
    const { encoder } = await finishRun(project, SMALL_SIZE_PX);
    expect((await newest()).imageIndices).toHaveLength(19);
    await sixCome();
    renameSync(aside('blue-3.png'), inFolder('blue-3.png'));
    await importAgain();
    bench.events.length = 0;
    await expectSeenBy(await newest(), encoder);
    expect(done()).toEqual(['Looking at the images: 7', 'Comparing the images with each other: 26']);
    bench.events.length = 0;
    await expectSeenBy(await newest(), encoder);
    expect(done()).toEqual([]);
  });

  it('are looked at after it was stopped, and what a crash or somebody deleted comes back', async () => {
    const { encoder, runId } = await finishRun(project, SMALL_SIZE_PX);
    await sixCome();
    bench.onEvent = (event) => {
      if (event.type === 'activity') bench.activities.cancel(event.activity.id);
    };
    await expect(newest()).rejects.toMatchObject({ code: 'STOPPED' });
    bench.onEvent = () => undefined;
    const { dim, ...space } = await newest();
    await expectSeenBy({ dim, ...space }, encoder);
    for (const left of [22, 4, 0]) {
      const rows = await project.store.openRows(`features-run-${runId}`, dim * 4);
      await rows.truncate(left);
      await rows.close();
      await expectSeenBy(await newest(), encoder);
    }
  });

  it('are read at the size of the training where that is another one', async () => {
    renameSync(inFolder('red-3.png'), aside('red-3.png'));
    await importAgain();
    await importAgain(OTHER_SIZE_PX);
    const { encoder } = await finishRun(project, OTHER_SIZE_PX);
    renameSync(aside('red-3.png'), inFolder('red-3.png'));
    await sixCome();
    bench.events.length = 0;
    const space = await newest();
    expect(done().slice(0, 2)).toEqual(['Reading the new images at 20 pixels: 26', 'Looking at the images: 7']);
    await expectSeenBy(space, encoder, OTHER_SIZE_PX);
  });

  it('are left out where that cannot be done, until it can', async () => {
    await importAgain(OTHER_SIZE_PX);
    const { encoder, runId } = await finishRun(project, OTHER_SIZE_PX);
    await sixCome();
    renameSync(project.folder.root, aside('elsewhere'));
    const { folder } = bench;
    bench.folder = () => {
      throw new HandfulError('FOLDER_MISSING', 'It is away.', 'Bring it back.');
    };
    expect(await newest()).toMatchObject({
      source: 'trained',
      imageIndices: Int32Array.from(allIndices().slice(0, 20)),
    });
    renameSync(aside('elsewhere'), project.folder.root);
    bench.folder = folder;
    await expectSeenBy(await newest(), encoder, OTHER_SIZE_PX);
    await writePictures(inFolder('even more'), RED_AND_BLUE, 1, 30);
    await importAgain();
    await project.store.deleteBlob(`run-${runId}-classifier.onnx`);
    expect((await newest()).imageIndices).toHaveLength(26);
  });
});
