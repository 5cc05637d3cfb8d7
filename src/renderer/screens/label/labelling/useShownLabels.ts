import { computed, watch, type ComputedRef } from 'vue';
import { useColumns } from '../../../stores/columns.ts';
import { usePendingLabels, type PendingLabels } from './pendingLabels.ts';

/** What a cell shows of an image. */
export interface ShownLabel {
  /** Class index of the label; -1 where there is none, -2 where there is no image. */
  readonly label: number;
  /** Class index of the pseudo-label, -1 where there is none. */
  readonly pseudo: number;
  /** Of the pseudo-label, whole percent. */
  readonly confidencePercent: number;
}

export interface ShownLabels {
  readonly pending: PendingLabels;
  /** Reactive: the columns, and before them the labels given a moment ago. */
  readonly of: (image: number) => ShownLabel;
  readonly isUnlabeled: (image: number) => boolean;
  readonly revision: ComputedRef<number>;
}

export function useShownLabels(): ShownLabels {
  const store = useColumns();
  const pending = usePendingLabels();
  watch(() => store.columns.revision, pending.arrived, { flush: 'sync' });
  const labelOf = (image: number): number => pending.labels.value.get(image) ?? store.columns.labels[image] ?? -1;
  return {
    pending,
    of: (image) => ({
      label: labelOf(image),
      pseudo: store.columns.pseudo[image] ?? -1,
      confidencePercent: Math.round((store.columns.confidence[image] ?? 0) / 2.55),
    }),
    isUnlabeled: (image) => labelOf(image) === -1,
    revision: computed(() => store.columns.revision),
  };
}
