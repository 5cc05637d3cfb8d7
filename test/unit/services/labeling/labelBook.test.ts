import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';

import { createProject, openProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { LabelBook } from '../../../../src/services/labeling/labelBook.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { newImage } from '../../platform/node/projectStore/newImage.ts';
import { grid, labelledProject, stateOf, type LabelledProject } from './labelledProject.ts';

let project: LabelledProject;

beforeEach(async () => {
  project = await labelledProject(6);
});

const log = () => project.store.labelLog().map(({ imageIndex, className }) => [imageIndex, className]);

describe('assign', () => {
  it('labels in memory and on disk, making the class', () => {
    expect(project.book.assign([4, 2, 4], ' boot ', grid)).toEqual([4, 2]);
    expect(stateOf(project)).toMatchObject({
      labels: [-1, -1, 0, -1, 0, -1],
      classes: [{ index: 0, name: 'boot', key: '1', isNone: false }],
      counts: [[0, 2]],
      undoable: { kind: 'labelled', imageCount: 2, className: 'boot' },
    });
  });

  it('passes over images that have the label already, and writes nothing when all have', () => {
    project.book.assign([0, 1], 'boot', grid);
    expect(project.book.assign([0, 1, 2], 'boot', grid)).toEqual([2]);
    expect(project.book.assign([0, 1, 2], 'boot', grid)).toEqual([]);
    expect(project.store.changes()).toHaveLength(2);
    expect(log()).toEqual([[0, 'boot'], [1, 'boot'], [2, 'boot']]); // prettier-ignore
  });

  it('takes labels away, of those that have one', () => {
    project.book.assign([0, 1], 'boot', grid);
    expect(project.book.assign([1, 2], null, grid)).toEqual([1]);
    expect(stateOf(project)).toMatchObject({
      labels: [0, -1, -1, -1, -1, -1],
      undoable: { kind: 'cleared', imageCount: 1 },
    });
    expect(project.book.assign([1, 2], null, grid)).toEqual([]);
  });

  it('refuses what is no image or no name, and then changes nothing', () => {
    expect(() => project.book.assign([0, 6], 'boot', grid)).toThrow(
      expect.objectContaining({ code: 'REQUEST_INVALID' }),
    );
    expect(() => project.book.assign([0], ' ', grid)).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
    expect([project.store.changes(), project.book.classes()]).toEqual([[], []]);
  });

  it('notes who said it, image by image, and where', () => {
    const source = vi.fn((imageIndex: number) => (imageIndex === 1 ? 'corrected' : 'human'));
    project.book.assign([0, 1], ' boot', { source, origin: 'map' });
    expect(source).toHaveBeenLastCalledWith(1, 'boot');
    const events = project.store.labelLog().map((event) => [event.imageIndex, event.source, event.origin]);
    expect(events).toEqual([[0, 'human', 'map'], [1, 'corrected', 'map']]); // prettier-ignore
  });

  it('gives each image its own class in one change', () => {
    project.book.assignEach(new Map([[3, 'shoe'], [1, 'boot'], [0, 'shoe ']]), grid); // prettier-ignore
    expect(stateOf(project)).toMatchObject({
      labels: [0, 1, -1, 0, -1, -1],
      undoable: { kind: 'labelledEach', imageCount: 3 },
    });
    expect(project.store.changes()).toHaveLength(1);
    project.book.undo();
    expect(project.store.classes()).toEqual([]);
  });
});

describe('accept', () => {
  it('makes labels of the pseudo-labels of images without a label', () => {
    project.book.assign([0], 'boot', grid);
    project.book.assign([1], 'shoe', grid);
    const pseudo = Int16Array.of(1, 1, 0, 1, -1, 0);
    expect(project.book.accept([0, 2, 3, 4], pseudo, 'review')).toEqual([2, 3]);
    expect(stateOf(project)).toMatchObject({
      labels: [0, 1, 0, 1, -1, -1],
      undoable: { kind: 'labelledEach', imageCount: 2 },
    });
    expect(project.store.labelLog().at(-1)).toMatchObject({ source: 'human', origin: 'review' });
  });

  it('takes no pseudo-label of a class that is no more, nor of an image that came later', () => {
    project.book.assign([0], 'boot', grid);
    project.book.removeClass(0);
    project.store.addImages([newImage('later.png')]);
    project.book.imagesChanged();
    expect(project.book.accept([1, 6], Int16Array.of(0, 0, 0, 0, 0, 0), 'grid')).toEqual([]);
  });
});

describe('images', () => {
  it('that are added can be labelled', () => {
    project.book.assign([5], 'boot', grid);
    project.store.addImages([newImage('6.png'), newImage('7.png')]);
    project.book.imagesChanged();
    expect([...project.book.labels]).toEqual([-1, -1, -1, -1, -1, 0, -1, -1]);
    project.book.assign([7], 'boot', grid);
    expect(stateOf(project)).toMatchObject({ labels: [-1, -1, -1, -1, -1, 0, -1, 0] });
  });

  it('that are gone are out of sight with their labels, and follow their class until they come back', () => {
    project.book.assign([0, 5], 'boot', grid);
    project.book.assign([1], 'shoe', grid);
    project.store.setPlaces([5, 4].map((imageIndex) => ({ imageIndex, path: undefined })));
    project.book.imagesChanged();
    expect(stateOf(project)).toMatchObject({ labels: [0, 1, -1, -1, -2, -2], counts: [[0, 1], [1, 1]] }); // prettier-ignore
    expect(project.book.assign([3, 4], 'shoe', grid)).toEqual([3]);
    project.book.renameClass(0, 'shoe');
    project.store.setPlaces([5, 4].map((imageIndex) => ({ imageIndex, path: `back ${imageIndex}.png` })));
    project.book.imagesChanged();
    expect(stateOf(project)).toMatchObject({ labels: [1, 1, -1, 1, -1, 1] });
  });
});

it('tells its listeners which labels changed, once they are on disk', () => {
  const listener = vi.fn(() => expect(project.store.changes()).toHaveLength(1));
  const stop = project.book.onChange(listener);
  project.book.assign([1, 2], 'boot', grid);
  expect(listener.mock.calls).toEqual([[[1, 2]]]);
  stop();
  project.book.undo();
  expect(listener).toHaveBeenCalledTimes(1);
});

/** Of 100,000 image indices. */
function everyTenth(rest: number): number[] {
  return Array.from({ length: 10_000 }, (_, i) => 10 * i + rest);
}

it('keeps 100,000 images straight', async () => {
  const store = await createProject(join(temporaryFolder(), 'p.handful'), temporaryFolder());
  // Read once only: it is what takes longest.
  const records = store.addImages(Array.from({ length: 100_000 }, (_, index) => newImage(`${index}.png`)));
  const book = new LabelBook({ store, images: () => records });
  book.assign(everyTenth(0), 'boot', grid);
  book.assign(everyTenth(1), 'shoe', grid);
  book.assign(everyTenth(0), 'shoe', grid);
  book.undo();
  store.close();
  const again = await openProject(store.path);
  onTestFinished(() => again.close());
  const { labels, redoable } = new LabelBook({ store: again, images: () => records });
  expect(labels).toHaveLength(100_000);
  for (const [rest, expected] of [0, 1, -1, -1].entries()) {
    expect(new Set(everyTenth(rest).map((index) => labels[index]))).toEqual(new Set([expected]));
  }
  expect(redoable).toEqual({ kind: 'labelled', imageCount: 10_000, className: 'shoe' });
}, 60_000);
