import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { beforeEach, expect, it } from 'vitest';

import { createProject, openProject } from '../../../../../src/platform/node/projectStore/openProject.ts';
import { LabelBook } from '../../../../../src/services/labeling/labelBook.ts';
import type { LabelChange } from '../../../../../src/shared/domain/labelChange.ts';
import { temporaryFolder } from '../temporaryFolder.ts';
import { writeFormOne } from './formOne.ts';

let path: string;

beforeEach(() => {
  path = join(temporaryFolder(), 'old.handful');
});

const inWords = (words: string) => ({ kind: 'inWords', words });

function schemaOf(project: string): unknown[] {
  const database = new DatabaseSync(join(project, 'project.db'));
  const tables = database.prepare('SELECT type, name, sql FROM sqlite_schema WHERE sql IS NOT NULL').all();
  const version = database.prepare('PRAGMA user_version').all();
  database.close();
  return [version, new Set(tables.map((table) => JSON.stringify(table)))];
}

it('keeps images, labels, their log and what was said of them', async () => {
  writeFormOne(path);
  const store = await openProject(path);
  expect(store.images().map((image) => image.path)).toEqual(['a', 'b', 'c', 'd']);
  expect(store.classes()).toEqual(['boot', 'shoe']);
  expect(store.labels()).toEqual([
    { imageIndex: 0, className: 'shoe', source: 'corrected' },
    { imageIndex: 2, className: 'shoe', source: 'human' },
  ]);
  const event = { source: 'human', origin: 'labels.csv', time: '2026-01-02T00:00:00.000Z' };
  expect(store.labelLog()).toEqual([
    { imageIndex: 0, classIndex: 0, className: 'boot', ...event },
    { imageIndex: 1, classIndex: 0, className: 'boot', ...event },
    { imageIndex: 2, classIndex: 1, className: 'shoe', ...event },
    {
      imageIndex: 0,
      classIndex: 1,
      className: 'shoe',
      source: 'corrected',
      origin: 'anna',
      time: '2026-01-03T00:00:00.000Z',
    },
    {
      imageIndex: 1,
      classIndex: null,
      className: null,
      source: 'human',
      origin: 'anna',
      time: '2026-01-04T00:00:00.000Z',
    },
  ]);
  expect(store.predictions(1)).toEqual([
    { imageIndex: 0, className: 'shoe', confidence: 0.5 },
    { imageIndex: 3, className: 'boot', confidence: 0.75 },
  ]);
  store.close();
  (await openProject(path)).close();
});

it('makes one change of what was given at once, which can be undone', async () => {
  writeFormOne(path);
  const store = await openProject(path);
  const book = new LabelBook({ store, images: () => store.images() });
  const changes: (LabelChange | undefined)[] = [];
  for (let i = 0; i < 4; i++) {
    changes.push(book.undoable);
    book.undo();
  }
  expect(changes).toEqual([
    inWords('take the labels off 1 image'),
    inWords('label 1 image "shoe"'),
    inWords('label 3 images'),
    undefined,
  ]);
  expect([store.labels(), store.classes()]).toEqual([[], []]);
  for (let i = 0; i < 3; i++) book.redo();
  expect([...book.labels]).toEqual([1, -1, 1, -1]);
  store.close();
});

it('leaves the tables of a new project', async () => {
  writeFormOne(path);
  (await openProject(path)).close();
  const fresh = join(temporaryFolder(), 'new.handful');
  (await createProject(fresh, temporaryFolder())).close();
  expect(schemaOf(path)).toEqual(schemaOf(fresh));
});

it('leaves the file as it was when it cannot be done', async () => {
  writeFormOne(path, "PRAGMA foreign_keys = OFF; INSERT INTO label_event VALUES (6, 99, 1, 'human', 'o', 't')");
  await expect(openProject(path)).rejects.toMatchObject({ code: 'PROJECT_DAMAGED' });
  expect(schemaOf(path)[0]).toEqual([{ user_version: 1 }]);
  const database = new DatabaseSync(join(path, 'project.db'));
  expect(database.prepare('SELECT count(*) AS count FROM label_event WHERE time IS NOT NULL').get()).toEqual({
    count: 6,
  });
  database.close();
});
