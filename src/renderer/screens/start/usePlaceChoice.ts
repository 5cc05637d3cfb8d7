import { ref, type Ref } from 'vue';
import { useProjectDoors, type ProjectDoors } from '../../composables/useProjectDoors.ts';
import { usePathChoice } from '../../composables/usePathChoice.ts';

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
  const take = (path: string): Promise<void> => doors[door.value](path);
  const { isOpen, ask } = usePathChoice(take);

  return {
    doors,
    door,
    isOpen,
    choose(which) {
      door.value = which;
      return ask((bridge) => (which === 'create' ? bridge.chooseFolder() : bridge.chooseProject()));
    },
    take,
  };
}
