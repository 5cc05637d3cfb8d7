import { ref, type Ref } from 'vue';
import { useProjectDoors, type ProjectDoors } from '../../composables/useProjectDoors.ts';
import { desktopBridge } from '../../engine/desktop.ts';

export interface PlaceChoice {
  readonly doors: ProjectDoors;
  /** For which door a place is being chosen in the page's own dialog. */
  readonly door: Ref<'create' | 'open'>;
  readonly isOpen: Ref<boolean>;
  /** Lets the user choose a place, with the dialog of the system where there is one, and goes through the door. */
  choose(door: 'create' | 'open'): Promise<void>;
  /** Goes through the door with the place chosen in the page's dialog. */
  take(path: string): Promise<void>;
}

export function usePlaceChoice(): PlaceChoice {
  const doors = useProjectDoors();
  const door = ref<'create' | 'open'>('create');
  const isOpen = ref(false);

  return {
    doors,
    door,
    isOpen,
    async choose(which) {
      door.value = which;
      const bridge = desktopBridge();
      if (!bridge) {
        isOpen.value = true;
        return;
      }
      const path = which === 'create' ? await bridge.chooseFolder() : await bridge.chooseProject();
      if (path !== null) await doors[which](path);
    },
    take: (path) => doors[door.value](path),
  };
}
