import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GAP_PX, layOut, step, tagHeightPx } from '../../../../src/renderer/screens/label/grid/gridLayout.ts';

describe('layOut', () => {
  it('fits as many columns as the width holds, without a gap behind the last', () => {
    expect(layOut(100, 3 * 96 + 2 * GAP_PX, 96).columnCount).toBe(3);
    expect(layOut(100, 3 * 96 + 2 * GAP_PX - 1, 96).columnCount).toBe(2);
  });

  it('lets the cells grow to fill the width', () => {
    expect(layOut(100, 3 * 100 + 2 * GAP_PX, 96).cellPx).toBe(100);
  });

  it('has at least one column, and no row without images', () => {
    expect(layOut(5, 10, 96)).toMatchObject({ columnCount: 1, rowCount: 5 });
    expect(layOut(0, 500, 96).rowCount).toBe(0);
  });

  it('makes a row as high as picture, tag and gap', () => {
    const { cellPx, rowPx } = layOut(1, 500, 96);
    expect(rowPx).toBe(cellPx + tagHeightPx(cellPx) + GAP_PX);
    expect(tagHeightPx(48)).toBeLessThan(tagHeightPx(96));
  });
});

describe('step', () => {
  const layout = { columnCount: 4 };
  const from = (position: number, direction: Parameters<typeof step>[1]) => step(position, direction, layout, 10, 2);

  it('moves by one, by a row and by a page', () => {
    expect(from(5, 'left')).toBe(4);
    expect(from(5, 'right')).toBe(6);
    expect(from(5, 'up')).toBe(1);
    expect(from(5, 'down')).toBe(9);
    expect(from(9, 'pageUp')).toBe(1);
    expect(from(1, 'pageDown')).toBe(9);
  });

  it('goes to the ends of the row and of all', () => {
    expect(from(6, 'rowStart')).toBe(4);
    expect(from(6, 'rowEnd')).toBe(7);
    expect(from(8, 'rowEnd')).toBe(9);
    expect(from(6, 'first')).toBe(0);
    expect(from(6, 'last')).toBe(9);
  });

  it('stays where there is nothing further that way', () => {
    expect(from(0, 'left')).toBe(0);
    expect(from(9, 'right')).toBe(9);
    expect(from(2, 'up')).toBe(2);
    expect(from(6, 'down')).toBe(6);
  });

  it('keeps the column over a page that is cut short', () => {
    expect(step(3, 'pageDown', layout, 10, 5)).toBe(7);
    expect(step(6, 'pageUp', layout, 10, 5)).toBe(2);
  });

  it('never leaves the images', () => {
    const directions = [
      'left',
      'right',
      'up',
      'down',
      'pageUp',
      'pageDown',
      'rowStart',
      'rowEnd',
      'first',
      'last',
    ] as const;
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(49),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom(...directions),
        (imageCount, position, columnCount, pageRows, direction) => {
          const to = step(position % imageCount, direction, { columnCount }, imageCount, pageRows);
          return to >= 0 && to < imageCount;
        },
      ),
    );
  });
});
