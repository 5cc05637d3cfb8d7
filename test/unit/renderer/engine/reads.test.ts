import { describe, expect, it } from 'vitest';
import { isRead } from '../../../../src/renderer/engine/reads.ts';
import { contract } from '../../../../src/shared/contract/contract.ts';

/** Everything that changes something, or begins something: all of it must be asked for by a person, once. */
const CHANGES = [
  'app.forgetProject',
  'project.create',
  'project.createDemo',
  'project.open',
  'project.close',
  'project.importAgain',
  'project.relink',
  'project.cancel',
  'labels.assign',
  'labels.accept',
  'labels.undo',
  'labels.redo',
  'labels.addClass',
  'labels.renameClass',
  'labels.recolourClass',
  'labels.removeClass',
  'training.start',
  'training.pause',
  'training.resume',
  'training.stop',
  'exporting.write',
  'exporting.classify',
];

describe('isRead', () => {
  it('knows of every procedure of the contract whether it changes something', () => {
    const all = Object.entries(contract)
      .filter(([namespace]) => namespace !== 'events')
      .flatMap(([namespace, procedures]) => Object.keys(procedures).map((name) => [namespace, name]));
    const changing = all.filter((path) => !isRead(path)).map((path) => path.join('.'));
    expect(changing.toSorted()).toEqual(CHANGES.toSorted());
  });
});
