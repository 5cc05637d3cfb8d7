import { ref, type Ref } from 'vue';
import { useShortcuts, type Shortcut } from '../../composables/useShortcuts.ts';
import type { MapCircle } from './useMapCircle.ts';
import type { MapActions } from './useMapPointer.ts';

/** The keys of the map while it has the focus: its circle, what that selects, and the zoom. */
export function useMapKeys(
  canvas: Readonly<Ref<HTMLElement | null>>,
  circle: MapCircle,
  actions: Pick<MapActions, 'pickCircle' | 'reset'>,
) {
  function key(keys: string, label: string | undefined, act: () => void): Shortcut {
    const run = (): void => {
      circle.isShown.value = true;
      act();
    };
    const listed = label === undefined ? {} : { label, group: 'map.keys.title' };
    return { keys, ...listed, when: () => document.activeElement === canvas.value, run };
  }

  useShortcuts([
    // The first arrow is listed for all of them.
    key('ArrowRight', 'map.keys.move', () => circle.move(1, 0)),
    key('ArrowLeft', undefined, () => circle.move(-1, 0)),
    key('ArrowUp', undefined, () => circle.move(0, -1)),
    key('ArrowDown', undefined, () => circle.move(0, 1)),
    key('Shift+ArrowUp', 'map.keys.larger', () => circle.resize(1)),
    key('Shift+ArrowDown', 'map.keys.smaller', () => circle.resize(-1)),
    key('Enter', 'map.keys.select', () => actions.pickCircle(false)),
    key('Shift+Enter', 'map.keys.add', () => actions.pickCircle(true)),
    key('+', 'map.keys.in', () => circle.zoom(1)),
    key('=', undefined, () => circle.zoom(1)),
    key('-', 'map.keys.out', () => circle.zoom(-1)),
    key('Home', 'map.whole', actions.reset),
  ]);
  const { isSpaceHeld, listeners } = useSpaceHeld();
  return {
    isSpaceHeld,
    listeners: {
      ...listeners,
      focus: () => (circle.isShown.value = canvas.value?.matches(':focus-visible') ?? false),
      blur: () => (circle.isShown.value = false),
      mousedown: () => (circle.isShown.value = false),
    },
  };
}

/** Whether Space is held, which makes the mouse move the map. */
function useSpaceHeld() {
  const isSpaceHeld = ref(false);
  const listeners = {
    keydown(event: KeyboardEvent) {
      if (event.key !== ' ') return;
      event.preventDefault();
      isSpaceHeld.value = true;
    },
    keyup(event: KeyboardEvent) {
      if (event.key === ' ') isSpaceHeld.value = false;
    },
  };
  return { isSpaceHeld, listeners };
}
