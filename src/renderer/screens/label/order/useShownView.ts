import { defineStore } from 'pinia';
import { onUnmounted, shallowRef, watch } from 'vue';
import { useAttempt } from '../../../engine/attempt.ts';
import { useProject } from '../../../stores/project.ts';
import { useShownImages } from '../../../stores/shownImages.ts';
import type { LabelDesk } from '../labelDesk.ts';
import { changeFilter, FIRST_VIEW, type View } from './view.ts';

/** Where the expert was on the screen when it was left. */
interface Place {
  readonly projectPath: string;
  readonly view: View;
  readonly image: number | undefined;
}

const useLeftPlace = defineStore('labelPlace', () => ({ place: shallowRef<Place>() }));

/**
 * Shows the images when the screen opens: where it was left, in the same project, or the first of all. Images that
 * another screen sends are shown instead of all, until that is ended.
 */
export function useShownView({ imageOrder, grid }: LabelDesk): void {
  const attempt = useAttempt();
  const project = useProject();
  const shownImages = useShownImages();
  const left = useLeftPlace();
  const within = () => shownImages.shown && [...shownImages.shown.indices];

  async function open(projectPath: string | undefined): Promise<void> {
    if (projectPath === undefined) return;
    const place = left.place?.projectPath === projectPath ? left.place : undefined;
    const view = place?.view ?? FIRST_VIEW;
    const images = within();
    const wanted = images ? { ...FIRST_VIEW, filter: changeFilter(FIRST_VIEW.filter, { within: images }) } : view;
    await attempt(() => imageOrder.show(wanted));
    if (place?.image !== undefined) grid.only(Math.max(0, imageOrder.order.value.indexOf(place.image)));
  }

  watch(() => project.project?.path, open, { immediate: true });
  watch(
    () => shownImages.shown,
    (shown) => {
      const { view } = imageOrder;
      const filter = changeFilter(view.value.filter, { within: shown ? [...shown.indices] : undefined });
      void attempt(() => imageOrder.show({ ...view.value, filter }));
    },
  );
  onUnmounted(() => {
    const projectPath = project.project?.path;
    if (projectPath === undefined) return;
    const { view } = imageOrder;
    const filter = changeFilter(view.value.filter, { within: undefined });
    left.place = { projectPath, view: { ...view.value, filter }, image: grid.focusedImage.value };
  });
}
