import { ref, shallowRef, type Ref } from 'vue';
import { centreOf, circleInTheMiddle, moved, resized, type Circle } from './circle.ts';
import { zoomedAt, type MapView } from './mapView.ts';

const ZOOM_STEP = 1.4;
const MOVE_STEP_PX = 20;
const SIZE_STEP = 1.25;

/** What the keys do to their circle and, around it, to the view. */
export interface MapCircle {
  readonly circle: Ref<Circle>;
  /** Not while the mouse is used. */
  readonly isShown: Ref<boolean>;
  /** By steps. */
  move(byX: number, byY: number): void;
  /** By steps, larger with positive ones. */
  resize(steps: number): void;
  zoom(steps: number): void;
}

export function useMapCircle(view: Ref<MapView>): MapCircle {
  const circle = shallowRef(circleInTheMiddle);
  return {
    circle,
    isShown: ref(false),
    move(byX, byY) {
      const after = moved(circle.value, view.value, byX * MOVE_STEP_PX, byY * MOVE_STEP_PX);
      circle.value = after.circle;
      view.value = after.view;
    },
    resize(steps) {
      circle.value = resized(circle.value, SIZE_STEP ** steps);
    },
    zoom(steps) {
      view.value = zoomedAt(view.value, centreOf(circle.value, view.value), ZOOM_STEP ** steps);
    },
  };
}
