import { computed, inject, provide, type InjectionKey } from 'vue';
import type { ImageSort } from '../../../shared/contract/images.ts';
import { unpackInt32 } from '../../../shared/contract/columns.ts';
import { useAttempt } from '../../engine/attempt.ts';
import { useEngine } from '../../engine/client.ts';
import { useColumns } from '../../stores/columns.ts';
import { useProject } from '../../stores/project.ts';
import { useGridSelection, type GridSelection } from './grid/useGridSelection.ts';
import { alikeImages } from './labelling/alikeImages.ts';
import { useLabelling } from './labelling/useLabelling.ts';
import { useShownLabels, type ShownLabels } from './labelling/useShownLabels.ts';
import { useWorkplace, type Workplace } from './labelling/useWorkplace.ts';
import { useAlike, type Alike } from './order/useAlike.ts';
import { useImageOrder, type ImageOrder } from './order/useImageOrder.ts';
import { changeFilter, type FilterChange } from './order/view.ts';
import { useSuggestions, type Suggestions } from './suggestions/useSuggestions.ts';
import { useRemembered } from './useRemembered.ts';

/** Everything that the parts of the Label screen share. */
export interface LabelDesk {
  readonly labels: ShownLabels;
  readonly imageOrder: ImageOrder;
  readonly grid: GridSelection;
  readonly alike: Alike;
  readonly suggestions: Suggestions;
  readonly workplace: Workplace;
  sortBy(sort: ImageSort): void;
  filterBy(change: FilterChange): void;
}

const SUGGESTED_COUNT = 16;
const DESK: InjectionKey<LabelDesk> = Symbol('label desk');

/** Sets the desk up for the screen that calls it. */
export function provideLabelDesk(): LabelDesk {
  const engine = useEngine();
  const attempt = useAttempt();
  const columns = useColumns();
  const labels = useShownLabels();
  const imageOrder = useEngineOrder();
  const grid = useGridSelection(imageOrder.order);
  const alike = useAlike(imageOrder, grid, (order, like, count) =>
    alikeImages(order, like, count, columns.columns.labels, columns.columns.pseudo),
  );
  const suggestions = useSuggestions(
    labels.revision,
    () => attempt(() => engine.labels.suggest({ count: SUGGESTED_COUNT })),
    labels.isUnlabeled,
  );
  const workplace = useWorkplace({
    order: imageOrder.order,
    grid,
    suggestions,
    labelling: useLabelling(labels),
    advances: useRemembered<boolean>('handful.label.advances', true),
    isUnlabeled: labels.isUnlabeled,
  });
  const { view } = imageOrder;
  const desk: LabelDesk = {
    labels,
    imageOrder,
    grid,
    alike,
    suggestions,
    workplace,
    sortBy: (sort) => void attempt(() => imageOrder.show({ sort, filter: view.value.filter })),
    filterBy: (change) =>
      void attempt(() => imageOrder.show({ ...view.value, filter: changeFilter(view.value.filter, change) })),
  };
  provide(DESK, desk);
  return desk;
}

/** For the parts of the screen. */
export function useLabelDesk(): LabelDesk {
  const desk = inject(DESK);
  if (!desk) throw new Error('useLabelDesk() outside of the Label screen.');
  return desk;
}

function useEngineOrder(): ImageOrder {
  const engine = useEngine();
  const columns = useColumns();
  const project = useProject();
  const ordered = computed(() => ({
    revision: columns.columns.revision,
    labels: columns.columns.labels,
    spread: project.project?.spread ?? 'none',
  }));
  return useImageOrder(ordered, async (view) => {
    const { revision, order } = await engine.images.view(view);
    return { revision, order: unpackInt32(order) };
  });
}
