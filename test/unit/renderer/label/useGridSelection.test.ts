import { shallowRef } from 'vue';
import { describe, expect, it } from 'vitest';
import { useGridSelection } from '../../../../src/renderer/screens/label/grid/useGridSelection.ts';

const IMAGES = [40, 10, 30, 20, 50];

function gridOf(images: readonly number[] = IMAGES) {
  const order = shallowRef(Int32Array.from(images));
  return { order, grid: useGridSelection(order) };
}

describe('useGridSelection', () => {
  it('selects one', () => {
    const { grid } = gridOf();
    grid.only(2);
    expect(grid.focusedImage.value).toBe(30);
    expect([...grid.selected.value]).toEqual([30]);
  });

  it('extends from where the selection began, both ways', () => {
    const { grid } = gridOf();
    grid.only(2);
    grid.extendTo(4);
    expect([...grid.selected.value]).toEqual([30, 20, 50]);
    grid.extendTo(0);
    expect([...grid.selected.value]).toEqual([40, 10, 30]);
    expect(grid.focus.value).toBe(0);
  });

  it('adds and takes away single images', () => {
    const { grid } = gridOf();
    grid.only(0);
    grid.toggle(3);
    expect([...grid.selected.value]).toEqual([40, 20]);
    grid.toggle(3);
    expect([...grid.selected.value]).toEqual([40]);
  });

  it('moves the focus without the selection', () => {
    const { grid } = gridOf();
    grid.only(0);
    grid.moveFocus(3);
    expect(grid.focusedImage.value).toBe(20);
    expect(grid.targets.value).toEqual([40]);
  });

  it('tells of a move to where the focus is already', () => {
    const { grid } = gridOf();
    grid.only(0);
    const before = grid.moveCount.value;
    grid.only(0);
    expect(grid.moveCount.value).toBe(before + 1);
  });

  it('acts on the focused image where nothing is selected', () => {
    const { grid } = gridOf();
    grid.choose([], 1);
    expect(grid.targets.value).toEqual([10]);
  });

  it('selects all, and nothing where there is nothing', () => {
    const { grid } = gridOf();
    grid.selectAll();
    expect(grid.targets.value).toEqual(IMAGES);
    const empty = gridOf([]).grid;
    empty.selectAll();
    empty.only(0);
    empty.toggle(0);
    expect(empty.targets.value).toEqual([]);
  });

  it('stays within the order', () => {
    const { grid } = gridOf();
    grid.only(99);
    expect(grid.focusedImage.value).toBe(50);
    grid.moveFocus(-4);
    expect(grid.focusedImage.value).toBe(40);
  });

  it('is left alone when images are put at the end', () => {
    const { order, grid } = gridOf();
    grid.only(1);
    grid.extendTo(3);
    order.value = Int32Array.from([...IMAGES, 60, 70]);
    expect(grid.targets.value).toEqual([10, 30, 20]);
    expect(grid.focus.value).toBe(3);
  });

  it('keeps the focused image in another order and lets go of the others', () => {
    const { order, grid } = gridOf();
    grid.only(1);
    grid.extendTo(3);
    order.value = Int32Array.from([20, 40, 50]);
    expect(grid.focus.value).toBe(0);
    expect(grid.targets.value).toEqual([20]);
  });

  it('begins at the top when the focused image is not shown any more', () => {
    const { order, grid } = gridOf();
    grid.only(1);
    order.value = Int32Array.from([50, 40]);
    expect(grid.targets.value).toEqual([50]);
  });
});
