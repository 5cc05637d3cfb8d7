import { panned, scaleOf, toPlane, type MapView, type Place } from './mapView.ts';

/** The circle that the keys move over the map, to select what lies in it. */
export interface Circle {
  /** Its centre, canvas px from the middle of the canvas. */
  readonly fromMiddle: Place;
  readonly radiusPx: number;
}

const MIN_RADIUS_PX = 6;
const MAX_RADIUS_PX = 400;

export const circleInTheMiddle: Circle = { fromMiddle: { x: 0, y: 0 }, radiusPx: 60 };

/** Its centre on the canvas, CSS px; on its rim where the canvas has become too small. */
export function centreOf({ fromMiddle }: Circle, { widthPx, heightPx }: MapView): Place {
  const [x, y] = [widthPx / 2, heightPx / 2];
  return { x: x + within(fromMiddle.x, x), y: y + within(fromMiddle.y, y) };
}

/** Moves the circle by canvas px; where it would leave the canvas the map moves under it. */
export function moved(circle: Circle, view: MapView, byX: number, byY: number): { circle: Circle; view: MapView } {
  const before = centreOf(circle, view);
  const [x, y] = [view.widthPx / 2, view.heightPx / 2];
  const wanted = { x: before.x + byX - x, y: before.y + byY - y };
  const fromMiddle = { x: within(wanted.x, x), y: within(wanted.y, y) };
  return {
    circle: { ...circle, fromMiddle },
    view: panned(view, fromMiddle.x - wanted.x, fromMiddle.y - wanted.y),
  };
}

export function resized(circle: Circle, factor: number): Circle {
  return { ...circle, radiusPx: Math.min(MAX_RADIUS_PX, Math.max(MIN_RADIUS_PX, circle.radiusPx * factor)) };
}

/** Points [N, 2] of the plane that lie in the circle; their numbers, ascending. */
export function pointsIn(circle: Circle, view: MapView, positions: Float32Array): number[] {
  const { x, y } = toPlane(view, centreOf(circle, view));
  const radius = circle.radiusPx / scaleOf(view);
  const inside: number[] = [];
  for (let point = 0; 2 * point < positions.length; point++) {
    if (Math.hypot(positions[2 * point]! - x, positions[2 * point + 1]! - y) <= radius) inside.push(point);
  }
  return inside;
}

const within = (value: number, most: number): number => Math.min(most, Math.max(-most, value));
