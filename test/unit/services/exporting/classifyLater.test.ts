import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { classifyLater, laterImages } from '../../../../src/services/exporting/classifyLater.ts';
import { predictionRows } from '../../../../src/services/exporting/predictionRows.ts';
import { createPreprocessing } from '../../../../src/services/exporting/preprocessing.ts';
import { setLabel } from '../../../../src/services/labeling/setLabels.ts';
import { importFolder } from '../../../../src/services/projects/importFolder.ts';
import { ReviewBook } from '../../../../src/services/review/reviewBook.ts';
import { finishRun } from '../../../support/finishedRun.ts';
import { RED_AND_BLUE, writePictures } from '../../../support/pictures.ts';
import { SMALL_SIZE_PX, smallProject, type SmallProject } from '../../../support/smallProject.ts';

let project: SmallProject;
beforeAll(async () => {
  project = await smallProject({ perClass: 6, labels: 2 });
  await finishRun(project, SMALL_SIZE_PX);
});
afterAll(() => project.dispose());

/** Four more pictures, imported. */
async function fourCome(name: string): Promise<void> {
  const { store, folder, runtime } = project;
  await writePictures(path.join(folder.root, name), RED_AND_BLUE, 2, 18 + name.length);
  const preprocessing = await createPreprocessing(runtime, SMALL_SIZE_PX);
  await importFolder({ store, folder, preprocessing, concurrency: 2 });
}

/** What is counted while the later images are classified; `stopAt` ends it there. */
async function classify(stopAt = Infinity): Promise<number[]> {
  const counts: number[] = [];
  const onImage = (done: number): void => {
    counts.push(done);
    if (done === stopAt) throw new Error('enough');
  };
  const { runtime, store, folder } = project;
  const classified = classifyLater(runtime, store, folder, { images: laterImages(store), onImage });
  if (stopAt === Infinity) await classified;
  else await expect(classified).rejects.toThrow('enough');
  return counts;
}

const paths = (): string[] => laterImages(project.store).map((image) => image.path);
const rowsOf = (name: string): string[] =>
  predictionRows(project.store).flatMap((row) =>
    row.path.startsWith(name) ? [`${row.path} ${row.label} ${row.source}`] : [],
  );

test('images that came later are classified as the others, once, and a label counts more', async () => {
  expect(await classify()).toHaveLength(12);
  expect(rowsOf('').filter((row) => !/^(red|blue)-\d.png \1/.test(row))).toEqual([]);
  await fourCome('later');
  expect(paths()).toHaveLength(4);
  expect(rowsOf('later')).toEqual([]);
  const mistaken = laterImages(project.store).find((image) => image.path === 'later/red-1.png')!;
  setLabel(project.store, mistaken.index, 'blue', { source: 'human', origin: 'test' });
  expect(await classify()).toEqual([1, 2, 3, 4]);
  expect(rowsOf('later')).toEqual([
    'later/blue-0.png blue pseudo',
    'later/blue-1.png blue pseudo',
    'later/red-0.png red pseudo',
    'later/red-1.png blue human',
  ]);
  const disagreements = await new ReviewBook(project.store).disagreements();
  expect(disagreements).toMatchObject([{ index: mistaken.index, label: 1, said: 0 }]);
  expect(await classify()).toEqual([]);
});

test('it goes on where it was stopped, and leaves out what is not the image that was imported', async () => {
  await fourCome('newer');
  rmSync(path.join(project.folder.root, 'newer/blue-0.png'));
  writeFileSync(path.join(project.folder.root, 'newer/red-1.png'), 'another image');
  // Pictures of one size are classified together.
  expect(await classify(2)).toEqual([1, 2]);
  expect(paths()).toContain('newer/blue-0.png');
  await classify();
  expect(rowsOf('newer')).toEqual(['newer/blue-1.png blue pseudo', 'newer/red-0.png red pseudo']);
  expect(paths()).toEqual(['newer/blue-0.png', 'newer/red-1.png']);
});

test('what was said of a class that was removed is not asked again', async () => {
  const { store } = project;
  const before = paths();
  const { index, colour, position } = store.classRecords()[0]!;
  const removed = { index, name: 'red', colour, position, isRemoved: true, joinedWith: undefined };
  store.addChange({ what: { kind: 'classRemoved', className: 'red' }, classes: [removed], labels: [] });
  expect(rowsOf('newer')).toEqual(['newer/blue-1.png blue pseudo']);
  expect(paths()).toEqual(before);
});
