import { defineStore } from 'pinia';
import { shallowRef } from 'vue';

/** Images that another screen sends to the grid, for instance from the map or from a confusion matrix. */
export interface ShownImages {
  readonly indices: readonly number[];
  /** What they are, in words. */
  readonly title: string;
}

/** What the grid shows instead of all images. */
export const useShownImages = defineStore('shownImages', () => {
  const shown = shallowRef<ShownImages | null>(null);

  function show(images: ShownImages): void {
    shown.value = images;
  }

  function showAll(): void {
    shown.value = null;
  }

  return { shown, show, showAll };
});
