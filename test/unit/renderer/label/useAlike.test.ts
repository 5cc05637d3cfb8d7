import { shallowRef } from 'vue';
import { describe, expect, it } from 'vitest';
import { useGridSelection } from '../../../../src/renderer/screens/label/grid/useGridSelection.ts';
import { useAlike } from '../../../../src/renderer/screens/label/order/useAlike.ts';
import { useImageOrder } from '../../../../src/renderer/screens/label/order/useImageOrder.ts';
import { NO_FILTER, type View } from '../../../../src/renderer/screens/label/order/view.ts';

async function alikeOf() {
  const asked: View[] = [];
  const columns = shallowRef({ revision: 1, labels: new Int16Array(5).fill(-1), spread: 'none' });
  const imageOrder = useImageOrder(columns, async (view) => {
    asked.push(view);
    const images = view.sort === 'similar' ? [3, 1, 4, 0, 2] : [0, 1, 2, 3, 4];
    return { revision: 1, order: Int32Array.from(images) };
  });
  const grid = useGridSelection(imageOrder.order);
  const alike = useAlike(imageOrder, grid, (order, _like, count) => [...order.subarray(0, count)]);
  await imageOrder.show({ sort: 'typical', filter: { ...NO_FILTER, labelled: 'unlabeled' } });
  return { asked, imageOrder, grid, alike };
}

describe('useAlike', () => {
  it('shows the most alike first, within the same filter, and selects as many as asked for', async () => {
    const { asked, grid, alike } = await alikeOf();
    alike.count.value = 2;
    await alike.begin(3);
    expect(asked.at(-1)).toEqual({ sort: 'similar', like: 3, filter: { labelled: 'unlabeled', disagree: false } });
    expect(alike.isActive.value).toBe(true);
    expect(grid.targets.value).toEqual([3, 1]);
    alike.count.value = 4;
    expect(grid.targets.value).toEqual([3, 1, 4, 0]);
  });

  it('goes back to the view before, also from a second image, and keeps the focus on its image', async () => {
    const { imageOrder, grid, alike } = await alikeOf();
    await alike.begin(3);
    await alike.begin(1);
    grid.only(2);
    await alike.end();
    expect(imageOrder.view.value.sort).toBe('typical');
    expect(alike.isActive.value).toBe(false);
    expect(grid.targets.value).toEqual([4]);
  });

  it('selects nothing new when another order was asked for', async () => {
    const { imageOrder, grid, alike } = await alikeOf();
    await alike.begin(3);
    await imageOrder.show({ sort: 'outlier', filter: NO_FILTER });
    grid.only(1);
    alike.count.value = 5;
    expect(grid.targets.value).toEqual([1]);
  });
});
