import { computed, ref, type ComputedRef, type Ref } from 'vue';
import type { GridSelection } from '../grid/useGridSelection.ts';
import type { Suggestions } from '../suggestions/useSuggestions.ts';
import { nextUnlabeled } from './nextUnlabeled.ts';
import type { Labelling, Where } from './useLabelling.ts';

export interface Workplace {
  /** Where the keys act: the part that had the focus last. */
  readonly area: Ref<'grid' | 'suggestions'>;
  readonly isZoomed: Ref<boolean>;
  /** Whether labelling goes on to the next image without a label. */
  readonly advances: Ref<boolean>;
  /** Image index that is looked at. */
  readonly current: ComputedRef<number | undefined>;
  /** Its place among `count` images. */
  readonly position: ComputedRef<number>;
  readonly count: ComputedRef<number>;
  /** Image indices that the next command acts on. */
  readonly targets: ComputedRef<readonly number[]>;
  moveTo(position: number): void;
  label(classIndex: number): void;
  labelNone(): void;
  accept(): void;
  clear(): void;
}

interface Parts {
  /** int32 [N]: image indices in the order shown. */
  readonly order: Readonly<Ref<Int32Array>>;
  readonly grid: GridSelection;
  readonly suggestions: Suggestions;
  readonly labelling: Labelling;
  readonly advances: Ref<boolean>;
  readonly isUnlabeled: (image: number) => boolean;
}

/** What the commands act on, be it in the grid, among the suggestions or zoomed, and where they go on afterwards. */
export function useWorkplace({ order, grid, suggestions, labelling, advances, isUnlabeled }: Parts): Workplace {
  const wantedArea = ref<'grid' | 'suggestions'>('grid');
  const isZoomed = ref(false);
  const area = computed({
    get: () => (suggestions.shown.value.length === 0 ? 'grid' : wantedArea.value),
    set: (value) => (wantedArea.value = value),
  });
  const active = computed(() => (area.value === 'grid' ? grid : suggestions));
  const current = computed(() => active.value.focusedImage.value);
  const targets = computed(() => {
    if (area.value === 'grid' && !isZoomed.value) return grid.targets.value;
    return current.value === undefined ? [] : [current.value];
  });
  const where = computed<Where>(() => (isZoomed.value ? 'zoom' : area.value));

  function then(act: (images: readonly number[], where: Where) => void): void {
    const images = targets.value;
    const isInGrid = area.value === 'grid';
    act(images, where.value);
    if (isInGrid && advances.value && images.length > 0) goOn(new Set(images));
  }

  function goOn(done: ReadonlySet<number>): void {
    const last = order.value.findLastIndex((image) => done.has(image));
    grid.only(nextUnlabeled(order.value, Math.max(0, last), isUnlabeled));
  }

  return {
    area,
    isZoomed,
    advances,
    current,
    position: computed(() => active.value.focus.value),
    count: computed(() => (area.value === 'grid' ? order.value : suggestions.shown.value).length),
    targets,
    moveTo: (position) => (area.value === 'grid' ? grid.only(position) : suggestions.moveTo(position)),
    label: (classIndex) => then((images, at) => labelling.assign(images, classIndex, at)),
    labelNone: () => then((images, at) => labelling.assignNone(images, at)),
    accept: () => then((images, at) => labelling.accept(images, at)),
    clear: () => labelling.assign(targets.value, null, where.value),
  };
}
