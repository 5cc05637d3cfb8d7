import { beforeEach, expect, it } from 'vitest';

import type { LabelChange } from '../../../../src/shared/domain/labelChange.ts';
import { grid, labelledProject, stateOf, type LabelledProject } from './labelledProject.ts';

let project: LabelledProject;

beforeEach(async () => {
  project = await labelledProject(8);
});

/** Everything that a person can do to labels and classes, each of which changes something. */
const DEEDS: readonly (() => unknown)[] = [
  () => project.book.assign([0, 1, 2], 'boot', grid),
  () => project.book.assign([3, 4], 'shoe', { source: 'corrected', origin: 'map' }),
  () => project.book.assign([2, 3], 'sandal', grid),
  () => project.book.accept([5, 6, 7], Int16Array.of(0, 0, 0, 0, 0, 1, 2, -1), 'grid'),
  () => project.book.assign([0, 7], null, grid),
  () => project.book.addClass('none of these'),
  () => project.book.renameClass(0, 'high boot'),
  () => project.book.recolourClass(1, '#123456'),
  () => project.book.assignEach(new Map([[7, 'high boot'], [0, 'coat']]), grid), // prettier-ignore
  () => project.book.renameClass(1, 'sandal'),
  () => project.book.removeClass(2),
  () => project.book.addClass('sandal'),
];

/** Labels and classes, without what could be undone. */
function labelsAndClasses(): object {
  return { ...stateOf(project), undoable: undefined, redoable: undefined };
}

it.each([
  ['in one go', false],
  ['across restarts', true],
])('takes back everything step by step, and does it again, %s', async (_, restarts) => {
  const states = [labelsAndClasses()];
  for (const deed of DEEDS) {
    deed();
    states.push(labelsAndClasses());
    expect(states.at(-1)).not.toEqual(states.at(-2));
  }
  for (let left = DEEDS.length - 1; left >= 0; left--) {
    if (restarts) await project.reopen();
    project.book.undo();
    expect(labelsAndClasses()).toEqual(states[left]);
  }
  expect([project.book.undo(), project.book.undoable]).toEqual([[], undefined]);
  for (let done = 1; done <= DEEDS.length; done++) {
    if (restarts) await project.reopen();
    project.book.redo();
    expect(labelsAndClasses()).toEqual(states[done]);
  }
  expect([project.book.redo(), project.book.redoable]).toEqual([[], undefined]);
});

it('says what it would take back and do again, also after a restart', async () => {
  const changes: (LabelChange | undefined)[] = [];
  for (const deed of DEEDS) {
    deed();
    changes.push(project.book.undoable);
  }
  expect(changes).toEqual([
    { kind: 'labelled', imageCount: 3, className: 'boot' },
    { kind: 'labelled', imageCount: 2, className: 'shoe' },
    { kind: 'labelled', imageCount: 2, className: 'sandal' },
    { kind: 'labelledEach', imageCount: 2 },
    { kind: 'cleared', imageCount: 1 },
    { kind: 'classAdded', className: 'none of these' },
    { kind: 'classRenamed', className: 'boot', to: 'high boot' },
    { kind: 'classRecoloured', className: 'shoe' },
    { kind: 'labelledEach', imageCount: 2 },
    { kind: 'classJoined', className: 'shoe', to: 'sandal' },
    { kind: 'classRemoved', className: 'sandal' },
    { kind: 'classAdded', className: 'sandal' },
  ]);
  project.book.undo();
  await project.reopen();
  expect([project.book.undoable, project.book.redoable]).toEqual(changes.slice(-2));
});

it('forgets what could be done again when something new is done', async () => {
  project.book.assign([0], 'boot', grid);
  project.book.assign([1], 'boot', grid);
  project.book.undo();
  project.book.assign([2], 'boot', grid);
  expect(project.book.redo()).toEqual([]);
  await project.reopen();
  expect(project.book.redo()).toEqual([]);
  expect(project.book.undo()).toEqual([2]);
  expect(project.book.undo()).toEqual([0]);
  expect(project.book.undoable).toBeUndefined();
});

it('adds to the log and takes nothing out of it', () => {
  project.book.assign([0], 'boot', { source: 'corrected', origin: 'map' });
  project.book.assign([0], 'shoe', grid);
  project.book.undo();
  project.book.redo();
  project.book.undo();
  project.book.undo();
  const log = project.store.labelLog().map(({ className, source, origin }) => [className, source, origin].join(' '));
  expect(log).toEqual([
    'boot corrected map',
    'shoe human grid',
    'boot corrected map',
    'shoe human grid',
    'boot corrected map',
    ' human undo',
  ]);
  const changes = project.store.changes().map(({ undoes, redoes }) => [undoes, redoes]);
  expect(changes).toEqual([
    [undefined, undefined],
    [undefined, undefined],
    [2, undefined],
    [undefined, 2],
    [2, undefined],
    [1, undefined],
  ]);
});

it('keeps who said it when a class is joined with another, and when that is taken back', () => {
  project.book.assign([0], 'boot', { source: 'corrected', origin: 'map' });
  project.book.assign([1], 'shoe', grid);
  project.book.renameClass(0, 'shoe');
  expect(project.store.labels()[0]).toEqual({ imageIndex: 0, className: 'shoe', source: 'corrected' });
  project.book.undo();
  expect(project.store.labels()[0]).toEqual({ imageIndex: 0, className: 'boot', source: 'corrected' });
});
