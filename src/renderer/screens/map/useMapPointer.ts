import { ref, shallowRef, type Ref } from 'vue';
import { panned, toPlane, zoomedAt, type MapView, type Place } from './mapView.ts';

const ZOOM_STEP = 1.4;
const PAN_STEP_PX = 60;
/** A shorter movement of the pointer is a click. */
const CLICK_PX = 4;

export interface MapActions {
  /** The line of a lasso, in the plane. */
  lasso(line: readonly Place[], isAdding: boolean): void;
  /** A click, in canvas px. */
  pick(at: Place, isAdding: boolean): void;
  /** Selects what lies around the middle of the canvas. */
  pickMiddle(isAdding: boolean): void;
  reset(): void;
}

/** Pointer and keys on the map: dragging draws a lasso, with the right button or Space held it moves the map. */
export function useMapPointer(view: Ref<MapView>, actions: MapActions) {
  /** The lasso being drawn, in canvas px. */
  const line = shallowRef<readonly Place[]>([]);
  const hovered = shallowRef<Place>();
  const isPanning = ref(false);
  let last: Place | undefined;
  let isSpaceHeld = false;

  function onPointerDown(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    isPanning.value = event.button !== 0 || isSpaceHeld;
    last = placeOf(event);
    line.value = isPanning.value ? [] : [last];
  }

  function onPointerMove(event: PointerEvent): void {
    const at = placeOf(event);
    hovered.value = last ? undefined : at;
    if (!last) return;
    if (isPanning.value) view.value = panned(view.value, at.x - last.x, at.y - last.y);
    else line.value = [...line.value, at];
    last = at;
  }

  function onPointerUp(event: PointerEvent): void {
    const drawn = line.value;
    line.value = [];
    last = undefined;
    if (isPanning.value) {
      isPanning.value = false;
      return;
    }
    const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;
    if (lengthOf(drawn) < CLICK_PX) actions.pick(placeOf(event), isAdding);
    else {
      const corners = drawn.map((place) => toPlane(view.value, place));
      actions.lasso(corners, isAdding);
    }
  }

  function onPointerLeave(): void {
    hovered.value = undefined;
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    view.value = zoomedAt(view.value, placeOf(event), Math.exp(-event.deltaY / 400));
  }

  function onKeydown(event: KeyboardEvent): void {
    const middle = { x: view.value.widthPx / 2, y: view.value.heightPx / 2 };
    const moves: Record<string, () => void> = {
      ArrowLeft: () => (view.value = panned(view.value, PAN_STEP_PX, 0)),
      ArrowRight: () => (view.value = panned(view.value, -PAN_STEP_PX, 0)),
      ArrowUp: () => (view.value = panned(view.value, 0, PAN_STEP_PX)),
      ArrowDown: () => (view.value = panned(view.value, 0, -PAN_STEP_PX)),
      '+': () => (view.value = zoomedAt(view.value, middle, ZOOM_STEP)),
      '=': () => (view.value = zoomedAt(view.value, middle, ZOOM_STEP)),
      '-': () => (view.value = zoomedAt(view.value, middle, 1 / ZOOM_STEP)),
      Home: actions.reset,
      Enter: () => actions.pickMiddle(event.shiftKey),
      ' ': () => (isSpaceHeld = true),
    };
    const move = moves[event.key];
    if (!move || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    move();
  }

  function onKeyup(event: KeyboardEvent): void {
    if (event.key === ' ') isSpaceHeld = false;
  }

  const listeners = {
    pointerdown: onPointerDown,
    pointermove: onPointerMove,
    pointerup: onPointerUp,
    pointerleave: onPointerLeave,
    wheel: onWheel,
    keydown: onKeydown,
    keyup: onKeyup,
    contextmenu: (event: Event) => event.preventDefault(),
  };
  return { listeners, line, hovered, isPanning };
}

function placeOf(event: MouseEvent): Place {
  return { x: event.offsetX, y: event.offsetY };
}

function lengthOf(line: readonly Place[]): number {
  const first = line[0];
  return first ? Math.max(...line.map(({ x, y }) => Math.hypot(x - first.x, y - first.y))) : 0;
}
