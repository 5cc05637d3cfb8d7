import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/browser/esm/sync';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';

import { outputs } from '../../../../src/platform/node/files/outputs.ts';
import { placesOf } from '../../../../src/platform/node/files/places.ts';
import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { createPictures } from '../../../../src/platform/node/images/pictures.ts';
import { TakeAway } from '../../../../src/services/exporting/takeAway.ts';
import type { Machine } from '../../../../src/services/ports/machine.ts';
import { Activities } from '../../../../src/services/workbench/activities.ts';
import type { Bench } from '../../../../src/services/workbench/bench.ts';
import type { Activity } from '../../../../src/shared/contract/events.ts';
import type { ReviewSummary } from '../../../../src/shared/contract/review.ts';
import { RED_AND_BLUE, writePictures } from '../../../support/pictures.ts';
import { smallProject, type SmallProject } from '../../../support/smallProject.ts';
import { trainQuickly } from '../../../support/trainQuickly.ts';

let project: SmallProject;
let activities: Activities;
let told: Activity[];
let takeAway: TakeAway;
let review: ReviewSummary | null;
let out: string;
let outCount = 0;

beforeAll(async () => {
  project = await smallProject({ perClass: 8, labels: 3 });
  await trainQuickly(project);
});
afterAll(() => project.dispose());

beforeEach(() => {
  told = [];
  review = null;
  activities = new Activities((activity) => void told.push(activity));
  takeAway = new TakeAway(benchOf(project), () => Promise.resolve(review));
  out = path.join(project.root, `out ${++outCount}`);
});
afterEach(() => rmSync(out, { recursive: true, force: true }));

function benchOf({ store, folder, runtime }: SmallProject): Bench {
  const machine = {
    runtime,
    outputs,
    places: placesOf({ roots: 'everything' }),
    concurrency: 2,
    openImageFolder,
    openPictures: createPictures,
  } as unknown as Machine;
  const bench = {
    machine,
    store,
    activities,
    images: () => store.images(),
    folder: () => folder,
    inBackground: (work: Promise<unknown>) => void work.catch(() => undefined),
  };
  return bench as unknown as Bench;
}

const write = (kinds: Parameters<TakeAway['write']>[0]['kinds'], replace = false) =>
  takeAway.write({ kinds, folder: out, replace });
const visible = (folder: string) => readdirSync(folder).filter((name) => !name.startsWith('.'));

/** Cancels the activity as soon as so many things of it are done. */
function cancelAt(count: number): void {
  activities = new Activities((activity) => {
    told.push(activity);
    if (activity.done >= count) activities.cancel(activity.id);
  });
  takeAway = new TakeAway(benchOf(project), () => Promise.resolve(review));
}

describe('taking everything away', () => {
  it('writes all four, and says how the file compares with the app', async () => {
    const result = await write(['classifier', 'predictions', 'folders', 'card']);
    expect(result).toMatchObject({
      folder: out,
      files: ['classifier.onnx', 'images by class', 'model-card.html', 'predictions.csv'].map((name) =>
        path.join(out, name),
      ),
      check: { imageCount: 16, sameLabelCount: 16, largestDifference: expect.closeTo(0, 3) },
      copiedCount: 16,
      skipped: [],
    });
    expect(visible(out)).toHaveLength(4);
    const rows = parse(readFileSync(path.join(out, 'predictions.csv')), { columns: true }) as { source: string }[];
    expect(rows.map(({ source }) => source).filter((source) => source === 'human')).toHaveLength(6);
    expect(told.at(-1)).toMatchObject({ kind: 'export', state: 'done', done: 16 + 12 + 16, total: 16 + 12 + 16 });
  });

  it('copies the images, byte for byte, and leaves those it copied where they are', async () => {
    await write(['folders']);
    const folders = path.join(out, 'images by class');
    expect(visible(folders).toSorted()).toEqual(['blue', 'red']);
    for (const { path: name } of project.store.images()) {
      const copy = readFileSync(path.join(folders, name.split('-')[0]!, name));
      expect(copy.equals(readFileSync(path.join(project.folder.root, name)))).toBe(true);
    }
  });

  it('puts pictures and the review into the card', async () => {
    review = {
      runId: 1,
      verdict: '',
      classIndices: [1, 0],
      heldOut: [
        [4, 1],
        [0, 5],
      ],
      corrections: [],
      reliability: [],
      perClass: [],
    };
    await write(['card']);
    const card = readFileSync(path.join(out, 'model-card.html'), 'utf8');
    expect(card.match(/<img src="data:image\/webp;base64,[\w+/]+=*"/g)!.length).toBeGreaterThanOrEqual(12);
    expect(card).toContain('<th scope="row">blue</th><td class="number right" style="--share: 48%">4</td>');
    expect(card).not.toContain('This file was run again');
  });

  it('goes beside the project by default', () => {
    expect(takeAway.defaultFolder).toBe(path.join(project.root, 'small results'));
  });
});

describe('what is not written', () => {
  it('is anything that would overwrite', async () => {
    await write(['predictions']);
    await expect(write(['card', 'predictions'])).rejects.toMatchObject({ code: 'ALREADY_THERE' });
    expect(visible(out)).toEqual(['predictions.csv']);
    expect((await write(['card', 'predictions'], true)).files).toHaveLength(2);
  });

  it('is anything among the imported images or in the project', async () => {
    for (const place of [project.folder.root, path.join(project.folder.root, 'new'), project.store.path]) {
      const writing = takeAway.write({ kinds: ['predictions'], folder: place, replace: true });
      await expect(writing).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
    }
    expect(readdirSync(project.folder.root)).toHaveLength(16);
  });

  it.each([3, 20, 30, 40])('is anything at all when it is cancelled after %i things', async (count) => {
    cancelAt(count);
    await expect(write(['classifier', 'card', 'folders', 'predictions'])).rejects.toMatchObject({ code: 'STOPPED' });
    expect(existsSync(out)).toBe(false);
    expect(told.at(-1)).toMatchObject({ state: 'cancelled' });
  });

  it('is an image that is gone or another one by now, and that is said', async () => {
    const { root } = project.folder;
    const [first, second] = project.store.images().map((image) => path.join(root, image.path));
    const before = readFileSync(second!);
    renameSync(first!, path.join(project.root, 'aside.png'));
    writeFileSync(second!, 'another image');
    const result = await write(['folders']);
    renameSync(path.join(project.root, 'aside.png'), first!);
    writeFileSync(second!, before);
    expect(result.copiedCount).toBe(14);
    expect(result.skipped).toEqual([
      { path: path.basename(first!), reason: expect.stringContaining('no longer there') },
      { path: path.basename(second!), reason: expect.stringContaining('no longer the image that was imported') },
    ]);
  });

  it('waits for what is being written', async () => {
    const both = await Promise.allSettled([write(['folders']), write(['folders'])]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect(both[1]).toMatchObject({ reason: { code: 'ALREADY_THERE' } });
  });
});

describe('classifying another folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = path.join(out, 'new images');
    mkdirSync(folder, { recursive: true });
    await writePictures(folder, RED_AND_BLUE, 3, 20);
    writeFileSync(path.join(folder, 'notes.txt'), 'no image');
  });
  afterEach(() => rmSync(takeAway.defaultFolder, { recursive: true, force: true }));

  it('counts what it found and writes it to a file of its own', async () => {
    const result = await takeAway.classify({ folder });
    expect(result).toEqual({
      file: path.join(takeAway.defaultFolder, 'new images predictions.csv'),
      imageCount: 6,
      skipped: [{ path: 'notes.txt', reason: expect.stringContaining('text') }],
      counts: [
        { className: 'blue', count: 3 },
        { className: 'red', count: 3 },
      ],
    });
    const rows = parse(readFileSync(result.file), { columns: true }) as { path: string; label: string }[];
    expect(rows.every((row) => row.path.startsWith(row.label))).toBe(true);
    expect((await takeAway.classify({ folder })).file).toMatch(/new images predictions \(2\)\.csv$/);
  });

  it('writes where it was told, but over nothing', async () => {
    const file = path.join(out, 'mine.csv');
    expect((await takeAway.classify({ folder, out: file })).file).toBe(file);
    await expect(takeAway.classify({ folder, out: file })).rejects.toMatchObject({ code: 'ALREADY_THERE' });
    const inside = path.join(project.folder.root, 'mine.csv');
    await expect(takeAway.classify({ folder, out: inside })).rejects.toMatchObject({ code: 'NOT_ALLOWED' });
  });

  it('says so when there is nothing to classify, and leaves nothing', async () => {
    const empty = path.join(out, 'empty');
    mkdirSync(empty);
    await expect(takeAway.classify({ folder: empty })).rejects.toMatchObject({ code: 'FOLDER_EMPTY' });
    await expect(takeAway.classify({ folder: `${empty} not` })).rejects.toMatchObject({ code: 'FOLDER_MISSING' });
    expect(existsSync(takeAway.defaultFolder)).toBe(false);
  });

  it('can be cancelled, and leaves nothing', async () => {
    cancelAt(1);
    await expect(takeAway.classify({ folder })).rejects.toMatchObject({ code: 'STOPPED' });
    expect(existsSync(takeAway.defaultFolder)).toBe(false);
  });
});

it('takes nothing away from a project that was not trained', async () => {
  const untrained = await smallProject({ perClass: 3, labels: 1 });
  const none = new TakeAway(benchOf(untrained), () => Promise.resolve(null));
  for (const kind of ['classifier', 'predictions', 'folders', 'card'] as const) {
    const writing = none.write({ kinds: [kind], replace: false });
    await expect(writing, kind).rejects.toMatchObject({ code: 'NOT_TRAINED' });
  }
  await expect(none.classify({ folder: untrained.folder.root })).rejects.toMatchObject({ code: 'NOT_TRAINED' });
  await untrained.dispose();
});

it('classifies an image that came after the training first', async () => {
  await writePictures(project.folder.root, { later: RED_AND_BLUE.red }, 1, 20);
  const { contentHash } = await project.folder.read('later-0.png');
  project.store.addImages([{ path: 'later-0.png', contentHash, widthPx: 20, heightPx: 20, note: undefined }]);
  expect(await write(['predictions', 'folders'])).toMatchObject({ copiedCount: 17, skipped: [] });
  expect(told.at(-1)).toMatchObject({ state: 'done', done: 1 + 17, total: 1 + 17 });
  expect(readFileSync(path.join(out, 'predictions.csv'), 'utf8')).toMatch(/^later-0.png,red,.*,pseudo$/m);
});
