import { join } from 'node:path';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';

import { createProject } from '../../../../src/platform/node/projectStore/openProject.ts';
import { labelFromCsv } from '../../../../src/services/labeling/labelFromCsv.ts';
import { requireClasses } from '../../../../src/services/labeling/requireClasses.ts';
import { removeLabel, setLabel, setMany } from '../../../../src/services/labeling/setLabels.ts';
import type { ProjectStore } from '../../../../src/services/ports/projectStore.ts';
import { temporaryFolder } from '../../platform/node/temporaryFolder.ts';
import { newImage } from '../../platform/node/projectStore/newImage.ts';

let store: ProjectStore;

beforeEach(async () => {
  const project = await createProject(join(temporaryFolder(), 'p.handful'), temporaryFolder());
  onTestFinished(() => project.close());
  project.addImages(['a.png', 'b, "c".png', 'caf\u00e9/d.png'].map((path) => newImage(path)));
  project.setSkipped([{ path: 'broken.png', reason: 'the file ends early' }]);
  store = project;
});

const held = () => store.labels().map(({ imageIndex, className, source }) => [imageIndex, className, source]);
const anna = { source: 'corrected', origin: 'anna' } as const;

describe('from a CSV file', () => {
  it('labels images with their provenance', () => {
    const text = '\ufeffpath,label\r\n"b, ""c"".png",dog\r\n.\\cafe\u0301\\d.png,cat\r\n';
    expect(labelFromCsv(store, text, 'labels.csv')).toEqual({ imageCount: 2, unreadable: [] });
    expect(held()).toEqual([
      [1, 'dog', 'human'],
      [2, 'cat', 'human'],
    ]);
    expect(store.classes()).toEqual(['dog', 'cat']);
    expect(store.labelLog()[0]).toMatchObject({ origin: 'labels.csv' });
  });

  it('takes none when one is for a file that is not there', () => {
    const text = 'path,label\na.png,cat\nz.png,dog\n';
    expect(() => labelFromCsv(store, text, 'labels.csv')).toThrow(
      expect.objectContaining({ code: 'LABELS_INVALID', message: expect.stringContaining('line 3: z.png') }),
    );
    expect(held()).toEqual([]);
  });

  it('passes over a file that could not be read, and says so', () => {
    const { imageCount, unreadable } = labelFromCsv(store, 'path,label\na.png,cat\n./broken.png,dog\n', 'labels.csv');
    expect([imageCount, unreadable]).toEqual([1, [{ path: 'broken.png', reason: 'the file ends early' }]]);
    expect(store.classes()).toEqual(['cat']);
  });

  it('adds to the log only what it changes', () => {
    labelFromCsv(store, 'path,label\na.png,cat\n', 'labels.csv');
    labelFromCsv(store, 'path,label\na.png,cat\n"b, ""c"".png",cat\n', 'more.csv');
    expect(store.labelLog().map(({ imageIndex, origin }) => [imageIndex, origin])).toEqual([
      [0, 'labels.csv'],
      [1, 'more.csv'],
    ]);
  });
});

describe('by hand', () => {
  it('sets one, sets many, takes back', () => {
    setLabel(store, 0, ' cat ', { source: 'human', origin: 'anna' });
    setMany(store, new Map([[0, 'dog'], [2, 'dog']]), anna); // prettier-ignore
    removeLabel(store, 2, anna);
    expect(held()).toEqual([[0, 'dog', 'corrected']]);
    expect(store.labelLog().map(({ className }) => className)).toEqual(['cat', 'dog', 'dog', null]);
  });

  it('gives one class one spelling', () => {
    setLabel(store, 0, 'cafe\u0301', anna);
    setLabel(store, 1, 'caf\u00e9', anna);
    expect(store.classes()).toEqual(['caf\u00e9']);
  });

  it('refuses a class without a name, and then sets none', () => {
    expect(() => setMany(store, new Map([[0, 'cat'], [1, ' ']]), anna)).toThrow(/name of a class is empty/); // prettier-ignore
    expect(held()).toEqual([]);
  });
});

describe('classes', () => {
  it('are counted', () => {
    labelFromCsv(store, 'path,label\na.png,cat\n"b, ""c"".png",cat\ncafé/d.png,dog\n', 'labels.csv');
    expect([...requireClasses(store.labels())]).toEqual([
      ['cat', 2],
      ['dog', 1],
    ]);
  });

  it('must be two', () => {
    expect(() => requireClasses(store.labels())).toThrow(/No image has a label/);
    labelFromCsv(store, 'path,label\na.png,cat\n', 'labels.csv');
    expect(() => requireClasses(store.labels())).toThrow(
      expect.objectContaining({ code: 'LABELS_TOO_FEW', message: "All labels are of one class, 'cat'." }),
    );
  });
});
