import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';

import { createProject, openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { setMany } from '../../../../../src/services/labeling/setLabels.ts';
import type { ClassRecord } from '../../../../../src/shared/domain/records.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { newImage } from './newImage.ts';

let home: string;
let folder: string;
let path: string;

beforeEach(() => {
  home = temporaryFolder();
  folder = join(home, 'photos');
  path = join(home, 'mine.handful');
  mkdirSync(folder);
});

const human = { source: 'human', origin: 'labels.csv' } as const;

function newClass(index: number, name: string): ClassRecord {
  return { index, name, colour: undefined, position: index, isRemoved: false, joinedWith: undefined };
}

describe('images', () => {
  it('get indices in order and keep them', async () => {
    const store = await createProject(path, folder);
    expect(store.images()).toEqual([]);
    const noted = { ...newImage('b.png'), note: 'page 1 of 3' };
    expect(store.addImages([newImage('a.png'), noted]).map((record) => record.index)).toEqual([0, 1]);
    expect(store.addImages([newImage('c.png')])[0]!.index).toBe(2);
    const before = store.images();
    expect(before[1]).toEqual({ ...noted, index: 1, duplicateOf: undefined });
    store.close();
    const again = await openProject(path);
    expect(again.images()).toEqual(before);
    again.close();
  });

  it('are copies of the first with that content that is in the folder', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a', 'x'), newImage('b', 'y'), newImage('c', 'x'), newImage('d', 'x')]);
    expect(store.images().map((record) => record.duplicateOf)).toEqual([undefined, undefined, 0, 0]);
    store.setPlaces([{ imageIndex: 0, path: undefined }]);
    expect(store.images().map((record) => record.duplicateOf)).toEqual([undefined, undefined, 2]);
    store.close();
  });

  it('are in memory what they are on disk, whatever came, left, came back or was read before', async () => {
    let store = await createProject(path, folder);
    const held = (): object => ({ present: store.images(), gone: store.goneImages() });
    const heldAfter = async (change: () => void): Promise<void> => {
      change();
      const before = held();
      store.close();
      store = await openProject(path);
      expect(held()).toEqual(before);
    };
    await heldAfter(() => store.addImages([newImage('a', 'x'), newImage('b', 'y')]));
    await heldAfter(() => store.setPlaces([{ imageIndex: 0, path: undefined }]));
    await heldAfter(() => store.addImages([newImage('c', 'x'), newImage('d', 'x'), newImage('e', 'y')]));
    expect(store.images().map(({ index, duplicateOf }) => [index, duplicateOf])).toEqual([
      [1, undefined],
      [2, undefined],
      [3, 2],
      [4, 1],
    ]);
    await heldAfter(() => store.setPlaces([{ imageIndex: 0, path: 'back' }]));
    expect(store.images().map(({ duplicateOf }) => duplicateOf)).toEqual([undefined, undefined, 0, 0, 1]);
    await heldAfter(() => store.setPlaces([{ imageIndex: 3, path: undefined }]));
    expect(store.goneImages().map(({ index, duplicateOf }) => [index, duplicateOf])).toEqual([[3, 0]]);
    store.close();
  });

  it('are a list that stays as it is when others come', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a')]);
    const before = store.images();
    const added = store.addImages([newImage('b')]);
    expect(before.map((record) => record.path)).toEqual(['a']);
    expect(store.images()).toEqual([...before, ...added]);
    store.close();
  });

  it('swap places, leave and come back with their labels', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a'), newImage('b'), newImage('c')]);
    setMany(store, new Map([0, 1, 2].map((index) => [index, `class ${index}`])), human);
    store.setPlaces([
      { imageIndex: 0, path: 'b' },
      { imageIndex: 1, path: 'a' },
      { imageIndex: 2, path: undefined },
    ]);
    expect(store.images().map(({ index, path: at }) => [index, at])).toEqual([
      [0, 'b'],
      [1, 'a'],
    ]);
    expect(store.goneImages().map((record) => record.index)).toEqual([2]);
    expect(store.labels().map((held) => held.className)).toEqual(['class 0', 'class 1']);
    store.setPlaces([{ imageIndex: 2, path: 'elsewhere' }]);
    expect(store.labels()[2]).toEqual({ imageIndex: 2, className: 'class 2', source: 'human' });
    store.close();
  });

  it('refuses two at one path and then changes nothing', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a'), newImage('b')]);
    expect(() => store.addImages([newImage('c'), newImage('a', 'other')])).toThrow(/a is image 0 already/);
    expect(() => store.setPlaces([{ imageIndex: 1, path: 'a' }])).toThrow(/a is image 0 already/);
    expect(store.images().map((record) => record.path)).toEqual(['a', 'b']);
    store.close();
  });
});

describe('labels', () => {
  it('are a log of which the newest event holds', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a'), newImage('b')]);
    const classes = [newClass(0, 'dog'), newClass(1, 'cat')];
    const first = [
      { imageIndex: 1, classIndex: 0, ...human },
      { imageIndex: 0, classIndex: 1, ...human },
    ];
    store.addChange({ what: { kind: 'labelledEach', imageCount: 1 }, classes, labels: first });
    const second = { imageIndex: 1, classIndex: 1, source: 'corrected', origin: 'anna' } as const;
    store.addChange({ what: { kind: 'labelledEach', imageCount: 1 }, classes: [], labels: [second] });
    store.addChange({
      what: { kind: 'cleared', imageCount: 1 },
      classes: [],
      labels: [{ imageIndex: 0, classIndex: null, ...human }],
    });
    expect(store.labels()).toEqual([{ imageIndex: 1, className: 'cat', source: 'corrected' }]);
    expect(store.classes()).toEqual(['dog', 'cat']);
    const log = store.labelLog();
    expect(log.map(({ imageIndex, className, origin }) => [imageIndex, className, origin])).toEqual([
      [1, 'dog', 'labels.csv'],
      [0, 'cat', 'labels.csv'],
      [1, 'cat', 'anna'],
      [0, null, 'labels.csv'],
    ]);
    expect(store.labelLog(1).map(({ className }) => className)).toEqual(['dog', 'cat']);
    for (const { time } of log) expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000);
    store.close();
  });

  it('are taken all or not at all', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a')]);
    const labels = [
      { imageIndex: 0, classIndex: 0, ...human },
      { imageIndex: 7, classIndex: 0, ...human },
    ];
    expect(() =>
      store.addChange({ what: { kind: 'labelledEach', imageCount: 1 }, classes: [newClass(0, 'cat')], labels }),
    ).toThrow(/FOREIGN KEY/);
    expect([store.labels(), store.classes(), store.changes()]).toEqual([[], [], []]);
    store.close();
  });
});

describe('runs', () => {
  it('keep state, metrics and predictions', async () => {
    const store = await createProject(path, folder);
    store.addImages([newImage('a'), newImage('b')]);
    setMany(store, new Map([[0, 'cat'], [1, 'dog']]), human); // prettier-ignore
    const run = store.startRun('{"epochs":2}');
    expect(run).toMatchObject({ state: 'running', settings: '{"epochs":2}', report: undefined });
    store.updateRun(run.id, 'finished', '{}');
    store.updateRun(run.id, 'finished');
    expect(store.runs()).toEqual([{ ...run, state: 'finished', report: '{}' }]);

    const metrics = [1, 2, 3].map((step) => ({ step, name: 'loss', value: step === 2 ? Number.NaN : 1 / step }));
    store.addMetrics(run.id, metrics);
    expect(store.metrics(run.id)).toEqual(metrics);
    store.truncateMetrics(run.id, 2);
    expect(store.metrics(run.id)).toEqual(metrics.slice(0, 2));

    const predictions = [0, 1].map((imageIndex) => ({ imageIndex, className: 'dog', confidence: 0.75 }));
    store.setPredictions(run.id, predictions);
    const wrong = [{ imageIndex: 0, className: 'horse', confidence: 1 }];
    expect(() => store.setPredictions(run.id, wrong)).toThrow(/horse/);
    expect(store.predictions(run.id)).toEqual(predictions);
    expect(store.predictions(run.id + 1)).toEqual([]);
    store.setPredictions(run.id, predictions.slice(1));
    store.addPredictions(run.id, [{ imageIndex: 0, classIndex: 1, confidence: 0.75 }]);
    expect([store.predictions(run.id), store.predictedImages(run.id)]).toEqual([predictions, [0, 1]]);
    store.close();
  });
});

it('remembers skipped files', async () => {
  const store = await createProject(path, folder);
  store.setSkipped([{ path: 'old', reason: 'x' }]);
  const files = [
    { path: 'a', reason: 'the file is empty' },
    { path: 'b', reason: 'the file ends early' },
  ];
  store.setSkipped(files);
  expect(store.skipped()).toEqual(files);
  store.close();
});

describe('the folder', () => {
  it('is found again when both are moved together, or only the project', async () => {
    (await createProject(path, folder)).close();
    const newHome = join(temporaryFolder(), 'moved');
    cpSync(home, newHome, { recursive: true });
    const together = await openProject(join(newHome, 'mine.handful'));
    expect(together.folder).toBe(join(newHome, 'photos'));
    together.close();
    rmSync(join(newHome, 'photos'), { recursive: true });
    const alone = await openProject(join(newHome, 'mine.handful'));
    expect(alone.folder).toBe(folder);
    alone.close();
  });

  it('can be set', async () => {
    const store = await createProject(path, folder);
    const other = temporaryFolder();
    store.setFolder(other);
    expect(store.folder).toBe(other);
    store.close();
    const again = await openProject(path);
    expect(again.folder).toBe(other);
    again.close();
  });
});

it('leaves one file when it is closed, and no note of a holder', async () => {
  const store = await createProject(path, folder);
  store.addImages([newImage('a')]);
  store.close();
  store.close();
  expect(readdirSync(path).toSorted()).toEqual(['cache', 'models', 'project.db']);
  writeFileSync(join(path, 'unrelated.txt'), 'x');
  (await openProject(path)).close();
});
