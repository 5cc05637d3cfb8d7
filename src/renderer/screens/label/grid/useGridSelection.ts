import { computed, ref, shallowRef, watch, type ComputedRef, type Ref } from 'vue';

export interface GridSelection {
  /** Position in the order that the keys act from. */
  readonly focus: Ref<number>;
  /** Grows with every move of the focus, also to where it was: it is to be seen again. */
  readonly moveCount: Readonly<Ref<number>>;
  /** Image index at the focus; undefined when nothing is shown. */
  readonly focusedImage: ComputedRef<number | undefined>;
  /** Image indices. */
  readonly selected: Ref<ReadonlySet<number>>;
  /** What a command acts on: the selection, or the focused image where nothing is selected. */
  readonly targets: ComputedRef<readonly number[]>;
  /** Focuses a position and selects it alone. */
  only(position: number): void;
  /** Selects everything between the place where the selection began and a position. */
  extendTo(position: number): void;
  /** Adds an image to the selection or takes it away. */
  toggle(position: number): void;
  /** Moves the focus and leaves the selection. */
  moveFocus(position: number): void;
  selectAll(): void;
  /** Selects these images and focuses the first position. */
  choose(images: Iterable<number>, focusPosition: number): void;
}

/**
 * The selection of a grid, as file managers have it. It follows the images when the order changes: what is appended
 * leaves it alone; another order keeps the focused image, where it is still shown, and lets go of the rest, so that
 * nothing is labelled that is not seen.
 * @param order int32 [N]: image indices in the order shown.
 */
export function useGridSelection(order: Readonly<Ref<Int32Array>>): GridSelection {
  const focus = ref(0);
  const moveCount = ref(0);
  const selected = shallowRef<ReadonlySet<number>>(new Set());
  let anchor = 0;
  const focusedImage = computed(() => order.value[focus.value]);
  const targets = computed(() => targetsOf(selected.value, focusedImage.value));

  const inside = (position: number): number => Math.max(0, Math.min(position, order.value.length - 1));

  function choose(images: Iterable<number>, focusPosition: number): void {
    focus.value = anchor = inside(focusPosition);
    selected.value = new Set(images);
  }

  function only(position: number): void {
    const image = order.value[inside(position)];
    moveCount.value++;
    choose(image === undefined ? [] : [image], position);
  }

  function extendTo(position: number): void {
    moveFocus(position);
    const from = Math.min(anchor, focus.value);
    selected.value = new Set(order.value.subarray(from, Math.max(anchor, focus.value) + 1));
  }

  function toggle(position: number): void {
    focus.value = anchor = inside(position);
    if (focusedImage.value !== undefined) selected.value = toggled(selected.value, focusedImage.value);
  }

  function moveFocus(position: number): void {
    moveCount.value++;
    focus.value = inside(position);
  }

  const selectAll = (): void => {
    selected.value = new Set(order.value);
  };

  watch(
    order,
    (now, before) => {
      const image = before[focus.value];
      if (image !== undefined && now[focus.value] === image && now.length >= before.length) return;
      only(image === undefined ? 0 : Math.max(0, now.indexOf(image)));
    },
    { flush: 'sync' },
  );

  return { focus, moveCount, focusedImage, selected, targets, only, extendTo, toggle, moveFocus, selectAll, choose };
}

function toggled(images: ReadonlySet<number>, image: number): Set<number> {
  const others = new Set(images);
  if (!others.delete(image)) others.add(image);
  return others;
}

function targetsOf(selected: ReadonlySet<number>, focusedImage: number | undefined): readonly number[] {
  if (selected.size > 0) return [...selected];
  return focusedImage === undefined ? [] : [focusedImage];
}
