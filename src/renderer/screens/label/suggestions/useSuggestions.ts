import { computed, ref, shallowRef, type ComputedRef, type Ref } from 'vue';
import type { Suggestion } from '../../../../shared/contract/labels.ts';
import { useFollowed } from '../labelling/useFollowed.ts';
import { mergeSuggestions } from './mergeSuggestions.ts';

export interface Suggestions {
  /** What to label next, those without a label only. */
  readonly shown: ComputedRef<readonly Suggestion[]>;
  /** Position in `shown` that the keys act from. */
  readonly focus: Ref<number>;
  /** Image index at the focus; undefined when nothing is suggested. */
  readonly focusedImage: ComputedRef<number | undefined>;
  moveTo(position: number): void;
}

/**
 * What to label next. One that gets its label leaves, and the next takes its place.
 * @param revision What is suggested is asked for anew when it changes.
 * @param fetchSuggestions Asks the engine; undefined when that failed.
 */
export function useSuggestions(
  revision: Readonly<Ref<number>>,
  fetchSuggestions: () => Promise<readonly Suggestion[] | undefined>,
  isUnlabeled: (image: number) => boolean,
): Suggestions {
  const all = shallowRef<readonly Suggestion[]>([]);
  const place = ref(0);
  useFollowed(revision, async () => {
    const fresh = await fetchSuggestions();
    if (fresh) all.value = mergeSuggestions(shown.value, fresh);
  });
  const shown = computed(() => all.value.filter(({ index }) => isUnlabeled(index)));
  const inside = (position: number): number => Math.max(0, Math.min(position, shown.value.length - 1));
  const focus = computed({ get: () => inside(place.value), set: (position) => (place.value = position) });
  return {
    shown,
    focus,
    focusedImage: computed(() => shown.value[focus.value]?.index),
    moveTo: (position) => {
      focus.value = inside(position);
    },
  };
}
