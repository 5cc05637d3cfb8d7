import { shallowRef } from 'vue';
import { describe, expect, it } from 'vitest';
import { useImageOrder, type FetchedOrder } from '../../../../src/renderer/screens/label/order/useImageOrder.ts';
import { FIRST_VIEW, NO_FILTER, type View } from '../../../../src/renderer/screens/label/order/view.ts';

const UNLABELED: View = { sort: 'folder', filter: { ...NO_FILTER, labelled: 'unlabeled' } };
const UNCERTAIN: View = { sort: 'uncertain', filter: NO_FILTER };
const TYPICAL: View = { sort: 'typical', filter: NO_FILTER };

function columnsOf(revision: number, labels: readonly number[], spread = 'none') {
  return { revision, labels: Int16Array.from(labels), spread };
}

/** An order whose answers are given by hand. */
function orderOf(labels: readonly number[]) {
  const columns = shallowRef(columnsOf(1, labels));
  const asked: { view: View; answer: (fetched: FetchedOrder) => void; refuse: (error: Error) => void }[] = [];
  const fetch = (view: View) =>
    new Promise<FetchedOrder>((answer, refuse) => {
      asked.push({ view, answer, refuse });
    });
  const order = useImageOrder(columns, fetch);
  const show = async (view: View, images: readonly number[], revision = columns.value.revision) => {
    const shown = order.show(view);
    asked.at(-1)!.answer({ revision, order: Int32Array.from(images) });
    return shown;
  };
  return { columns, asked, order, show };
}

describe('useImageOrder', () => {
  it('shows what the engine answers', async () => {
    const { order, show } = orderOf([-1, -1, -1]);
    expect(await show(TYPICAL, [2, 0, 1])).toBe(true);
    expect([...order.order.value]).toEqual([2, 0, 1]);
    expect(order.view.value).toBe(TYPICAL);
    expect(order.isStale.value).toBe(false);
  });

  it('shows the view asked for last, whichever is answered last', async () => {
    const { order, asked } = orderOf([-1, -1]);
    const first = order.show(TYPICAL);
    const second = order.show(UNCERTAIN);
    asked[1]!.answer({ revision: 1, order: Int32Array.of(1, 0) });
    expect(await second).toBe(true);
    asked[0]!.answer({ revision: 1, order: Int32Array.of(0, 1) });
    expect(await first).toBe(false);
    expect(order.view.value).toBe(UNCERTAIN);
    expect([...order.order.value]).toEqual([1, 0]);
  });

  it('stays as it was when the engine refuses', async () => {
    const { order, asked, show } = orderOf([-1, -1]);
    await show(TYPICAL, [1, 0]);
    const refused = order.show(UNCERTAIN);
    asked.at(-1)!.refuse(new Error('no'));
    await expect(refused).rejects.toThrow('no');
    expect(order.view.value).toBe(TYPICAL);
    expect(order.isLoading.value).toBe(false);
  });

  it.each([UNLABELED, UNCERTAIN])('does not move after a label, but says that it would', async (view) => {
    const { columns, order, show } = orderOf([-1, -1]);
    await show(view, [1, 0]);
    columns.value = columnsOf(2, [0, -1]);
    expect([...order.order.value]).toEqual([1, 0]);
    expect(order.isStale.value).toBe(true);
  });

  it('is not stale after a label that cannot change it', async () => {
    const { columns, order, show } = orderOf([-1, -1]);
    await show(FIRST_VIEW, [0, 1]);
    columns.value = columnsOf(2, [0, -1]);
    expect(order.isStale.value).toBe(false);
    await show(TYPICAL, [1, 0]);
    columns.value = columnsOf(3, [0, 1]);
    expect(order.isStale.value).toBe(false);
  });

  it('is stale when images are compared by something else', async () => {
    const { columns, order, show } = orderOf([-1, -1]);
    await show(TYPICAL, [1, 0]);
    columns.value = columnsOf(2, [-1, -1], 'trained');
    expect(order.isStale.value).toBe(true);
  });

  it('puts images that arrive at the end, gaps left out', async () => {
    const { columns, order, show } = orderOf([-1, -1]);
    await show(UNLABELED, [1, 0]);
    columns.value = columnsOf(2, [-1, -1, -2, -1, -1]);
    expect([...order.order.value]).toEqual([1, 0, 3, 4]);
  });

  it('does not show an image twice that arrived while the order was asked for', async () => {
    const { columns, order, asked } = orderOf([-1, -1]);
    const shown = order.show(FIRST_VIEW);
    columns.value = columnsOf(2, [-1, -1, -1]);
    asked[0]!.answer({ revision: 1, order: Int32Array.of(0, 2, 1) });
    await shown;
    columns.value = columnsOf(3, [-1, -1, -1, -1]);
    expect([...order.order.value]).toEqual([0, 2, 1, 3]);
  });

  it('leaves out images that arrive and may not belong to it', async () => {
    const { columns, order, show } = orderOf([-1, 0]);
    await show({ sort: 'folder', filter: { ...NO_FILTER, pathContains: 'boot' } }, [1]);
    columns.value = columnsOf(2, [-1, 0, -1]);
    expect([...order.order.value]).toEqual([1]);
    expect(order.isStale.value).toBe(true);
  });

  it('asks for the same view again', async () => {
    const { columns, order, asked, show } = orderOf([-1, -1]);
    await show(UNCERTAIN, [1, 0]);
    columns.value = columnsOf(2, [0, -1]);
    const refreshed = order.refresh();
    expect(asked.at(-1)!.view).toBe(UNCERTAIN);
    asked.at(-1)!.answer({ revision: 2, order: Int32Array.of(0, 1) });
    await refreshed;
    expect([...order.order.value]).toEqual([0, 1]);
    expect(order.isStale.value).toBe(false);
  });
});
