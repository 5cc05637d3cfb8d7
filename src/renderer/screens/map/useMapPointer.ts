import { ref, shallowRef, type Ref } from 'vue';
import { panned, toPlane, zoomedAt, type MapView, type Place } from './mapView.ts';

/** A shorter movement of the pointer is a click. */
const CLICK_PX = 4;

export interface MapActions {
  /** The line of a lasso, in the plane. */
  lasso(line: readonly Place[], isAdding: boolean): void;
  /** A click, in canvas px. */
  pick(at: Place, isAdding: boolean): void;
  /** Selects what lies in the circle of the keys. */
  pickCircle(isAdding: boolean): void;
  reset(): void;
}

type PointerActions = Pick<MapActions, 'lasso' | 'pick'>;

/** The pointer on the map: dragging draws a lasso, with the right button or Space held it moves the map. */
export function useMapPointer(view: Ref<MapView>, isSpaceHeld: Readonly<Ref<boolean>>, actions: PointerActions) {
  /** The lasso being drawn, in canvas px. */
  const line = shallowRef<readonly Place[]>([]);
  const hovered = shallowRef<Place>();
  const isPanning = ref(false);
  let last: Place | undefined;

  function onPointerDown(event: PointerEvent): void {
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    isPanning.value = event.button !== 0 || isSpaceHeld.value;
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
    finish(view.value, drawn, event, actions);
  }

  function onWheel(event: WheelEvent): void {
    event.preventDefault();
    view.value = zoomedAt(view.value, placeOf(event), Math.exp(-event.deltaY / 400));
  }

  const listeners = {
    pointerdown: onPointerDown,
    pointermove: onPointerMove,
    pointerup: onPointerUp,
    pointerleave: () => (hovered.value = undefined),
    wheel: onWheel,
    contextmenu: (event: Event) => event.preventDefault(),
  };
  return { listeners, line, hovered };
}

/** A line that hardly moved is a click. */
function finish(view: MapView, line: readonly Place[], event: PointerEvent, actions: PointerActions): void {
  const isAdding = event.shiftKey || event.ctrlKey || event.metaKey;
  if (lengthOf(line) < CLICK_PX) actions.pick(placeOf(event), isAdding);
  else
    actions.lasso(
      line.map((place) => toPlane(view, place)),
      isAdding,
    );
}

function placeOf(event: MouseEvent): Place {
  return { x: event.offsetX, y: event.offsetY };
}

function lengthOf(line: readonly Place[]): number {
  const first = line[0];
  return first ? Math.max(...line.map(({ x, y }) => Math.hypot(x - first.x, y - first.y))) : 0;
}
