import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { GridSelection } from '../grid/useGridSelection.ts';
import type { ImageOrder } from './useImageOrder.ts';
import { FIRST_VIEW, type View } from './view.ts';

const FIRST_COUNT = 24;

export interface Alike {
  /** Whether the grid shows the images most like one, with the first of them selected. */
  readonly isActive: ComputedRef<boolean>;
  /** How many are to be selected. */
  readonly count: Ref<number>;
  /** Shows the images most like this one and selects the first. Rejects as the engine does. */
  begin(image: number): Promise<void>;
  /** Goes back to the view before. */
  end(): Promise<void>;
}

/**
 * "All like this": the images most like one come first, and as many of them are selected as asked for.
 * @param alikeOf The first `count` images of an order that may be labelled like an image.
 */
export function useAlike(
  imageOrder: ImageOrder,
  grid: GridSelection,
  alikeOf: (order: Int32Array, like: number, count: number) => readonly number[],
): Alike {
  const wantedCount = ref(FIRST_COUNT);
  const isActive = computed(() => imageOrder.view.value.sort === 'similar');
  let before: View = FIRST_VIEW;

  function select(): void {
    const { like } = imageOrder.view.value;
    if (like !== undefined) grid.choose(alikeOf(imageOrder.order.value, like, wantedCount.value), 0);
  }

  async function begin(image: number): Promise<void> {
    const { view, show } = imageOrder;
    if (!isActive.value) before = view.value;
    if (await show({ sort: 'similar', filter: view.value.filter, like: image })) select();
  }

  async function end(): Promise<void> {
    if (isActive.value) await imageOrder.show(before);
  }

  const count = computed({
    get: () => wantedCount.value,
    set: (value) => {
      wantedCount.value = value;
      select();
    },
  });

  return { isActive, count, begin, end };
}
