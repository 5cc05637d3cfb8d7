import { effectScope, ref, shallowRef } from 'vue';
import { describe, expect, it } from 'vitest';
import { useGridSelection } from '../../../../src/renderer/screens/label/grid/useGridSelection.ts';
import { useWorkplace } from '../../../../src/renderer/screens/label/labelling/useWorkplace.ts';
import { useSuggestions } from '../../../../src/renderer/screens/label/suggestions/useSuggestions.ts';
import type { Suggestion } from '../../../../src/shared/contract/labels.ts';

/** A workplace over images 10 to 14 in reverse order, where a label given is there at once. */
async function workplaceOf(suggested: readonly number[] = []) {
  const order = shallowRef(Int32Array.of(14, 13, 12, 11, 10));
  const labels = shallowRef(new Map<number, number | null>());
  const given: [images: readonly number[], classIndex: number | null | 'none' | 'accepted', where: string][] = [];
  const give = (images: readonly number[], label: number | null | 'none' | 'accepted', where: string) => {
    given.push([images, label, where]);
    if (typeof label === 'number') labels.value = new Map([...labels.value, ...images.map((i) => [i, label] as const)]);
  };
  const isUnlabeled = (image: number) => !labels.value.has(image);
  const grid = useGridSelection(order);
  const ask = async () => suggested.map((index): Suggestion => ({ index, reason: 'typical' }));
  const suggestions = effectScope().run(() => useSuggestions(ref(1), ask, isUnlabeled))!;
  await Promise.resolve();
  await Promise.resolve();
  const advances = ref(true);
  const workplace = useWorkplace({
    order,
    grid,
    suggestions,
    labelling: {
      assign: give,
      assignNone: (images, where) => give(images, 'none', where),
      accept: (images, where) => give(images, 'accepted', where),
    },
    advances,
    isUnlabeled,
  });
  grid.only(0);
  return { workplace, grid, suggestions, advances, given, labels };
}

describe('useWorkplace', () => {
  it('labels the focused image and goes on to the next without a label', async () => {
    const { workplace, grid, given, labels } = await workplaceOf();
    labels.value = new Map([[13, 0]]);
    workplace.label(2);
    expect(given).toEqual([[[14], 2, 'grid']]);
    expect(grid.targets.value).toEqual([12]);
  });

  it('labels all that are selected and goes on behind the last of them', async () => {
    const { workplace, grid, given } = await workplaceOf();
    grid.only(1);
    grid.toggle(3);
    workplace.label(0);
    expect(given).toEqual([[[13, 11], 0, 'grid']]);
    expect(grid.targets.value).toEqual([10]);
  });

  it('stays where it is when asked to, and when a label is taken away', async () => {
    const { workplace, grid, advances, given } = await workplaceOf();
    workplace.clear();
    expect(given).toEqual([[[14], null, 'grid']]);
    advances.value = false;
    workplace.label(1);
    expect(grid.targets.value).toEqual([14]);
  });

  it('labels the suggestion taken up, which makes room for the next, and leaves the grid alone', async () => {
    const { workplace, grid, given } = await workplaceOf([12, 10]);
    workplace.area.value = 'suggestions';
    expect(workplace.count.value).toBe(2);
    workplace.label(0);
    expect(given).toEqual([[[12], 0, 'suggestions']]);
    expect(workplace.current.value).toBe(10);
    expect(grid.focus.value).toBe(0);
  });

  it('goes back to the grid when no suggestion is left', async () => {
    const { workplace } = await workplaceOf([12]);
    workplace.area.value = 'suggestions';
    workplace.label(0);
    expect(workplace.area.value).toBe('grid');
    expect(workplace.current.value).toBe(14);
  });

  it('acts on the one image that is seen at full size, whatever is selected', async () => {
    const { workplace, grid, given } = await workplaceOf();
    grid.selectAll();
    workplace.isZoomed.value = true;
    workplace.labelNone();
    expect(given).toEqual([[[14], 'none', 'zoom']]);
    workplace.moveTo(2);
    workplace.accept();
    expect(given.at(-1)).toEqual([[12], 'accepted', 'zoom']);
    expect(workplace.position.value).toBe(3);
  });
});
