import { describe, expect, it } from 'vitest';
import { inkOn } from '../../../../src/renderer/screens/label/grid/inkOn.ts';
import {
  changeFilter,
  FIRST_VIEW,
  isFiltered,
  NO_FILTER,
  nextQuickFilter,
  type FilterChange,
} from '../../../../src/renderer/screens/label/order/view.ts';

describe('changeFilter', () => {
  it('adds conditions and takes them away', () => {
    const withClass = changeFilter(NO_FILTER, { classIndex: 2, pathContains: 'a' });
    expect(withClass).toEqual({ ...NO_FILTER, classIndex: 2, pathContains: 'a' });
    const without = changeFilter(withClass, { classIndex: undefined });
    expect(Object.keys(without)).not.toContain('classIndex');
    expect(without.pathContains).toBe('a');
  });
});

describe('isFiltered', () => {
  it('is so with any condition', () => {
    expect(isFiltered(FIRST_VIEW)).toBe(false);
    const changes: FilterChange[] = [
      { labelled: 'labelled' },
      { labelled: 'unlabeled' },
      { classIndex: 0 },
      { disagree: true },
      { within: [1] },
      { pathContains: 'x' },
    ];
    for (const change of changes) {
      expect(isFiltered({ sort: 'folder', filter: changeFilter(NO_FILTER, change) })).toBe(true);
    }
  });
});

describe('nextQuickFilter', () => {
  it('goes round through all, unlabeled, labelled and disagreeing', () => {
    let filter = NO_FILTER;
    const seen = [0, 1, 2, 3].map(() => {
      filter = changeFilter(filter, nextQuickFilter(filter));
      return `${filter.labelled}${filter.disagree ? ' disagree' : ''}`;
    });
    expect(seen).toEqual(['unlabeled', 'labelled', 'all disagree', 'all']);
  });
});

describe('inkOn', () => {
  it.each([
    ['#ffffff', '#000000'],
    ['#000000', '#ffffff'],
    ['#e69f00', '#000000'],
    ['#0072b2', '#ffffff'],
    ['#6b7280', '#ffffff'],
  ])('on %s writes %s', (colour, ink) => {
    expect(inkOn(colour)).toBe(ink);
  });
});
