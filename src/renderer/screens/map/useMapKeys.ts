import { ref, type Ref } from 'vue';
import { panned, zoomedAt, type MapView } from './mapView.ts';
import type { MapActions } from './useMapPointer.ts';

const ZOOM_STEP = 1.4;
const PAN_STEP_PX = 60;

/** Keys on the map: arrows move it, + and - zoom, Home shows all, Enter selects around the middle. */
export function useMapKeys(view: Ref<MapView>, actions: Pick<MapActions, 'pickMiddle' | 'reset'>) {
  const isSpaceHeld = ref(false);
  const pan = (byX: number, byY: number): void => {
    view.value = panned(view.value, byX, byY);
  };
  const zoom = (factor: number): void => {
    const { widthPx, heightPx } = view.value;
    view.value = zoomedAt(view.value, { x: widthPx / 2, y: heightPx / 2 }, factor);
  };
  const moves: Readonly<Record<string, (event: KeyboardEvent) => void>> = {
    ArrowLeft: () => pan(PAN_STEP_PX, 0),
    ArrowRight: () => pan(-PAN_STEP_PX, 0),
    ArrowUp: () => pan(0, PAN_STEP_PX),
    ArrowDown: () => pan(0, -PAN_STEP_PX),
    '+': () => zoom(ZOOM_STEP),
    '=': () => zoom(ZOOM_STEP),
    '-': () => zoom(1 / ZOOM_STEP),
    Home: actions.reset,
    Enter: (event) => actions.pickMiddle(event.shiftKey),
    ' ': () => (isSpaceHeld.value = true),
  };

  function keydown(event: KeyboardEvent): void {
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move(event);
  }

  function keyup(event: KeyboardEvent): void {
    if (event.key === ' ') isSpaceHeld.value = false;
  }

  return { listeners: { keydown, keyup }, isSpaceHeld };
}
