import { beforeEach, describe, expect, it } from 'vitest';

import { trainingData } from '../../../../src/services/training/trainingData.ts';
import { NONE_CLASS } from '../../../../src/shared/domain/noneClass.ts';
import { grid, labelledProject, type LabelledProject } from './labelledProject.ts';

let project: LabelledProject;

beforeEach(async () => {
  project = await labelledProject(6);
});

const shown = () => project.book.classes().map(({ index, name, key }) => [index, name, key]);

describe('in use', () => {
  it('have a digit key by their place, up to ten, and a colour', () => {
    for (let i = 0; i < 11; i++) project.book.addClass(`class ${i}`);
    expect(project.book.classes().map(({ key }) => key)).toEqual([...'1234567890', undefined]);
    const colours = project.book.classes().map(({ colour }) => colour);
    for (const colour of colours) expect(colour).toMatch(/^#[0-9a-f]{6}$/);
    project.book.recolourClass(1, '#abcdef');
    expect(project.book.classes().map(({ colour }) => colour)).toEqual(colours.with(1, '#abcdef'));
    expect(project.book.recolourClass(1, '#abcdef')).toEqual([]);
    expect(project.store.changes()).toHaveLength(12);
  });

  it('are there once, however they are spelt', () => {
    expect(project.book.addClass('cafe\u0301')).toBe(0);
    expect(project.book.addClass(' caf\u00e9 ')).toBe(0);
    expect(project.store.changes()).toHaveLength(1);
  });

  it('have "none of these" among them once it is used', () => {
    project.book.assign([0], 'boot', grid);
    project.book.assign([1], NONE_CLASS, grid);
    expect(project.book.classes().map(({ isNone }) => isNone)).toEqual([false, true]);
  });
});

describe('removed', () => {
  beforeEach(() => {
    project.book.assign([0, 1], 'boot', grid);
    project.book.assign([2], 'shoe', grid);
    project.book.assign([3], 'sandal', grid);
  });

  it('take their labels with them and leave the others where they are', () => {
    expect(project.book.removeClass(1)).toEqual([2]);
    expect(shown()).toEqual([[0, 'boot', '1'], [2, 'sandal', '2']]); // prettier-ignore
    expect([...project.book.labels]).toEqual([0, 0, -1, 2, -1, -1]);
    expect(project.store.classes()).toEqual(['boot', 'sandal']);
    expect(project.store.labelLog().at(-1)).toMatchObject({ imageIndex: 2, className: null, origin: 'class removed' });
  });

  it('are not trained on', () => {
    project.book.removeClass(0);
    expect(trainingData(project.store)).toMatchObject({
      classNames: ['shoe', 'sandal'],
      labelled: [
        { imageIndex: 2, classIndex: 0 },
        { imageIndex: 3, classIndex: 1 },
      ],
      labelCounts: [1, 1],
    });
  });

  it('have their place again when they come back, as the last of the keys', () => {
    project.book.removeClass(0);
    project.book.assign([5], 'boot', grid);
    expect(shown()).toEqual([[1, 'shoe', '1'], [2, 'sandal', '2'], [0, 'boot', '3']]); // prettier-ignore
    expect(project.book.addClass('clog')).toBe(3);
  });

  it('can no longer be changed', () => {
    project.book.removeClass(0);
    const refused = expect.objectContaining({ code: 'REQUEST_INVALID', message: 'There is no class 0.' });
    expect(() => project.book.removeClass(0)).toThrow(refused);
    expect(() => project.book.renameClass(0, 'x')).toThrow(refused);
    expect(() => project.book.recolourClass(0, '#000000')).toThrow(refused);
    expect(() => project.book.renameClass(9, 'x')).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID' }));
  });
});

describe('renamed', () => {
  beforeEach(() => {
    project.book.assign([0, 1], 'boot', grid);
    project.book.assign([2], 'shoe', grid);
  });

  it('keep labels, colour and place', () => {
    const [before] = project.book.classes();
    expect(project.book.renameClass(0, ' high boot ')).toEqual([]);
    expect(project.book.classes()[0]).toEqual({ ...before, name: 'high boot' });
    expect(project.store.labels().map(({ className }) => className)).toEqual(['high boot', 'high boot', 'shoe']);
    expect(project.book.renameClass(0, 'high boot')).toEqual([]);
    expect(() => project.book.renameClass(0, ' ')).toThrow(expect.objectContaining({ code: 'LABELS_INVALID' }));
    expect(project.store.changes()).toHaveLength(3);
  });

  it('to a name that is taken become that class', () => {
    expect(project.book.renameClass(0, 'shoe')).toEqual([0, 1]);
    expect(shown()).toEqual([[1, 'shoe', '1']]);
    expect([...project.book.labels]).toEqual([1, 1, 1, -1, -1, -1]);
  });
});

it('leave what a training says of them right', () => {
  for (const [index, name] of ['boot', 'shoe', 'sandal', 'coat'].entries()) project.book.assign([index], name, grid);
  const run = project.store.startRun('{}');
  project.book.renameClass(3, 'jacket');
  const said = ['boot', 'shoe', 'sandal', 'coat'].map((className, imageIndex) => ({
    imageIndex,
    className,
    confidence: 1,
  }));
  project.store.setPredictions(run.id, said);
  project.book.renameClass(0, 'shoe');
  project.book.renameClass(1, 'sandal');
  const names = () => project.store.predictions(run.id).map(({ className }) => className);
  expect(names()).toEqual(['sandal', 'sandal', 'sandal', 'jacket']);
  project.book.undo();
  expect(names()).toEqual(['shoe', 'shoe', 'sandal', 'jacket']);
  project.book.removeClass(1);
  expect(names()).toEqual(['sandal', 'jacket']);
});
