import { computed, shallowRef, watch, type Ref } from 'vue';
import type { MapPoints } from '../../../shared/contract/map.ts';
import { unpackFloat32, unpackInt32 } from '../../../shared/contract/columns.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useColumns } from '../../stores/columns.ts';
import { useMap } from '../../stores/map.ts';

/** The points of the map and what is known of their images, row by row. */
export interface PointRows {
  /** [N] image indices. */
  readonly indices: Int32Array;
  /** [N, 2] */
  readonly positions: Float32Array;
  /** [N] class index of the label, or of the pseudo-label, or -1. */
  readonly classes: Int16Array;
  /** [N] 0 to 255. */
  readonly confidence: Uint8Array;
  /** [N] */
  readonly isLabelled: Uint8Array;
}

/** The map as the engine has it, fetched anew whenever it was computed again; classes follow the labels. */
export function useMapPoints(): { state: Ref<MapPoints['state'] | 'asking'>; rows: Ref<PointRows | undefined> } {
  const engine = useEngine();
  const attempt = useAttempt();
  const map = useMap();
  const columns = useColumns();
  const state = shallowRef<MapPoints['state'] | 'asking'>('asking');
  const places = shallowRef<Pick<PointRows, 'indices' | 'positions'>>();

  watch(() => map.changeCount, fetchPoints, { immediate: true });

  async function fetchPoints(): Promise<void> {
    const points = await attempt(() => engine.map.points());
    if (!points) return;
    state.value = points.state;
    if (points.state !== 'ready') return;
    places.value = { indices: unpackInt32(points.indices), positions: unpackFloat32(points.positions) };
  }

  const rows = computed(() => {
    if (!places.value) return undefined;
    const { labels, pseudo, confidence } = columns.columns;
    const { indices, positions } = places.value;
    const labelOf = (index: number): number => labels[index] ?? -1;
    return {
      indices,
      positions,
      classes: Int16Array.from(indices, (index) => (labelOf(index) >= 0 ? labelOf(index) : (pseudo[index] ?? -1))),
      confidence: Uint8Array.from(indices, (index) => confidence[index] ?? 0),
      isLabelled: Uint8Array.from(indices, (index) => (labelOf(index) >= 0 ? 1 : 0)),
    };
  });
  return { state, rows };
}
