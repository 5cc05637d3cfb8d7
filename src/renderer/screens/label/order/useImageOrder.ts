import { ref, shallowRef, watch, type Ref } from 'vue';
import { admitsNewImages, FIRST_VIEW, followsLabels, type View } from './view.ts';

/** What the order needs to know of the columns; see `ImageColumns`. */
export interface OrderedColumns {
  readonly revision: number;
  /** int16 [N]: -2 where there is no image. */
  readonly labels: Int16Array;
  /** Where the pseudo-labels come from; what is typical or alike changes with it. */
  readonly spread: string;
}

export interface FetchedOrder {
  readonly revision: number;
  /** int32 [N]: image indices. */
  readonly order: Int32Array;
}

export interface ImageOrder {
  readonly view: Readonly<Ref<View>>;
  /** int32 [N]: image indices in the order shown. */
  readonly order: Readonly<Ref<Int32Array>>;
  /** Whether the engine would order or choose otherwise by now. */
  readonly isStale: Readonly<Ref<boolean>>;
  readonly isLoading: Readonly<Ref<boolean>>;
  /** Shows another view; true once it is shown, false where another was asked for meanwhile. */
  show(view: View): Promise<boolean>;
  /** The same view as it is by now. */
  refresh(): Promise<boolean>;
}

const NO_IMAGE = -2;

/**
 * The images in the order shown. It never changes under the hand: labels only make it stale, and images that arrive
 * are put at its end.
 * @param fetchOrder Asks the engine; what it rejects with, `show` and `refresh` reject with.
 */
export function useImageOrder(
  columns: Readonly<Ref<OrderedColumns>>,
  fetchOrder: (view: View) => Promise<FetchedOrder>,
): ImageOrder {
  const view = shallowRef(FIRST_VIEW);
  const order = shallowRef<Int32Array>(new Int32Array(0));
  const isStale = ref(false);
  const isLoading = ref(false);
  let askedCount = 0;
  let knownLength = 0;
  let orderRevision = -1;

  async function show(wanted: View): Promise<boolean> {
    const asked = ++askedCount;
    isLoading.value = true;
    try {
      const before = columns.value;
      const fetched = await fetchOrder(wanted);
      if (asked !== askedCount) return false;
      view.value = wanted;
      order.value = fetched.order;
      orderRevision = fetched.revision;
      knownLength = before.labels.length;
      isStale.value = false;
      follow(columns.value, before);
      return true;
    } finally {
      if (asked === askedCount) isLoading.value = false;
    }
  }

  function follow(now: OrderedColumns, before: OrderedColumns): void {
    // A restarted engine counts revisions anew.
    if (now.revision < before.revision) orderRevision = -1;
    if (askedCount === 0 || now.revision <= orderRevision) return;
    const hasArrivals = now.labels.length > knownLength;
    if (isOutdated(view.value, now.spread !== before.spread, hasArrivals)) isStale.value = true;
    if (hasArrivals && admitsNewImages(view.value)) {
      order.value = joined(order.value, arrivedImages(now.labels, order.value, knownLength));
    }
    knownLength = now.labels.length;
  }

  watch(columns, follow, { flush: 'sync' });

  return { view, order, isStale, isLoading, show, refresh: () => show(view.value) };
}

function isOutdated(view: View, isComparedAnew: boolean, hasArrivals: boolean): boolean {
  if (followsLabels(view)) return true;
  if (hasArrivals && !admitsNewImages(view)) return true;
  return view.sort !== 'folder' && (isComparedAnew || hasArrivals);
}

/** Images from `start` on that the order does not hold already: it may have been fetched after they arrived. */
function arrivedImages(labels: Int16Array, order: Int32Array, start: number): number[] {
  const shown = new Set<number>();
  for (const image of order) if (image >= start) shown.add(image);
  const arrived: number[] = [];
  for (let image = start; image < labels.length; image++) {
    if (labels[image] !== NO_IMAGE && !shown.has(image)) arrived.push(image);
  }
  return arrived;
}

function joined(order: Int32Array, arrived: readonly number[]): Int32Array {
  const longer = new Int32Array(order.length + arrived.length);
  longer.set(order);
  longer.set(arrived, order.length);
  return longer;
}
