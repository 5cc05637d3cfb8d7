import { useVirtualizer, type VirtualItem } from '@tanstack/vue-virtual';
import { computed, nextTick, watch, type ComputedRef, type Ref } from 'vue';
import { layOut, type GridLayout } from './gridLayout.ts';
import { useElementSize } from './useElementSize.ts';

/** Free space left and right, above the first and below the last row. */
const SIDE_PX = 12;
const TOP_PX = 8;
const BOTTOM_PX = 56;
/** Rows kept on each side of what is seen, so that a turn of the wheel meets pictures. */
const OVERSCAN_ROWS = 3;

export interface VirtualRows {
  readonly layout: ComputedRef<GridLayout>;
  /** The rows in sight, with their place. */
  readonly rows: ComputedRef<readonly VirtualItem[]>;
  readonly totalPx: ComputedRef<number>;
  /** Whole rows that are seen at once. */
  readonly pageRows: ComputedRef<number>;
  /** Scrolls just so far that a position is seen. */
  showPosition(position: number): void;
}

/** Which rows of cells exist. Another size of the cells keeps the image at the upper edge there. */
export function useVirtualRows(
  scroller: Readonly<Ref<HTMLElement | null>>,
  imageCount: () => number,
  cellPx: () => number,
): VirtualRows {
  const size = useElementSize(scroller);
  const layout = computed(() => layOut(imageCount(), size.widthPx - 2 * SIDE_PX, cellPx()));
  const virtualizer = useVirtualizer(
    computed(() => {
      const { rowCount, rowPx } = layout.value;
      return {
        count: rowCount,
        getScrollElement: () => scroller.value,
        estimateSize: () => rowPx,
        overscan: OVERSCAN_ROWS,
        paddingStart: TOP_PX,
        paddingEnd: BOTTOM_PX,
        scrollPaddingStart: TOP_PX,
        scrollPaddingEnd: TOP_PX,
      };
    }),
  );

  watch(
    () => [layout.value.columnCount, layout.value.rowPx] as const,
    (_, [columnCount, rowPx]) => {
      const topRow = Math.floor((scroller.value?.scrollTop ?? 0) / rowPx);
      virtualizer.value.measure();
      void nextTick(() => {
        const row = Math.floor((topRow * columnCount) / layout.value.columnCount);
        if (scroller.value) scroller.value.scrollTop = row * layout.value.rowPx;
      });
    },
  );

  return {
    layout,
    rows: computed(() => virtualizer.value.getVirtualItems()),
    totalPx: computed(() => virtualizer.value.getTotalSize()),
    pageRows: computed(() => Math.max(1, Math.floor(size.heightPx / layout.value.rowPx))),
    showPosition: (position) => virtualizer.value.scrollToIndex(Math.floor(position / layout.value.columnCount)),
  };
}
