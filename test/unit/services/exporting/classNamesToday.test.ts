import { expect, test } from 'vitest';
import { classNamesToday, oldClassWords } from '../../../../src/services/exporting/classNamesToday.ts';
import type { ClassRecord } from '../../../../src/shared/domain/records.ts';

/** Classes by index: a name, and the class that it was joined with or `'removed'`. */
function classes(...given: readonly [name: string, fate?: number | 'removed'][]): ClassRecord[] {
  return given.map(([name, fate], index) => ({
    index,
    name,
    colour: undefined,
    position: index,
    isRemoved: fate !== undefined,
    joinedWith: fate === 'removed' ? undefined : fate,
  }));
}

test('classes are called what they are called now', () => {
  const records = classes(['tumour'], ['stroma'], ['never trained']);
  expect(classNamesToday(records, [1, 0])).toEqual({ names: ['stroma', 'tumour'], oldClasses: [] });
});

test('a class that was joined with one the training does not know is that one', () => {
  const records = classes(['tumour'], ['fat', 2], ['lipid', 3], ['adipose']);
  expect(classNamesToday(records, [0, 1])).toEqual({ names: ['tumour', 'adipose'], oldClasses: [] });
});

test('two classes that became one are never two of one name', () => {
  const records = classes(['tumour'], ['fat', 0]);
  expect(classNamesToday(records, [0, 1])).toEqual({
    names: ['tumour', 'fat'],
    oldClasses: [{ className: 'fat', joinedWith: 'tumour' }],
  });
  const bothJoined = classes(['fat', 2], ['lipid', 2], ['adipose']);
  expect(classNamesToday(bothJoined, [0, 1]).names).toEqual(['fat', 'lipid']);
});

test('a class that was removed keeps its name, unless another has it by now', () => {
  const records = classes(['fat'], ['fat', 'removed'], ['debris', 'removed']);
  expect(classNamesToday(records, [0, 1, 2])).toEqual({
    names: ['fat', 'fat (2)', 'debris'],
    oldClasses: [{ className: 'fat (2)' }, { className: 'debris' }],
  });
});

test('what became of a class is said in words', () => {
  expect(oldClassWords({ className: 'fat', joinedWith: 'stroma' })).toContain('"fat" was joined with "stroma"');
  expect(oldClassWords({ className: 'fat' })).toContain('"fat" was removed');
});
