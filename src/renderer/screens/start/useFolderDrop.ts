import { ref, type Ref } from 'vue';
import { useI18n } from 'vue-i18n';
import type { ProjectDoors } from '../../composables/useProjectDoors.ts';
import { desktopBridge } from '../../engine/desktop.ts';
import { useProblems } from '../../stores/problems.ts';

export interface FolderDrop {
  /** Whether something is held over the page. */
  readonly isOver: Readonly<Ref<boolean>>;
  over(event: DragEvent): void;
  leave(event: DragEvent): void;
  drop(event: DragEvent): Promise<void>;
}

/** Makes a project of a folder that is dropped, or opens one; only the desktop app learns where it lies. */
export function useFolderDrop(doors: ProjectDoors): FolderDrop {
  const isOver = ref(false);
  const problems = useProblems();
  const { t } = useI18n();

  return {
    isOver,
    over(event) {
      event.preventDefault();
      isOver.value = true;
    },
    leave(event) {
      const isWithin = event.currentTarget instanceof Node && event.currentTarget.contains(event.relatedTarget as Node);
      if (!isWithin) isOver.value = false;
    },
    async drop(event) {
      event.preventDefault();
      isOver.value = false;
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      const path = desktopBridge()?.pathOf(file);
      if (path === undefined)
        problems.report({ code: 'NOT_ALLOWED', message: file.name, remedy: t('start.drop.browser') });
      else await (path.endsWith('.handful') ? doors.open(path) : doors.create(path));
    },
  };
}
