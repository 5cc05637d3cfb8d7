/** Which part of the plane, [-1, 1] in both directions, a canvas shows. */
export interface MapView {
  /** Width and height of the canvas, CSS px. */
  readonly widthPx: number;
  readonly heightPx: number;
  /** Point of the plane in the middle of the canvas. */
  readonly centre: Place;
  /** 1 shows all of the plane. */
  readonly zoom: number;
}

export interface Place {
  readonly x: number;
  readonly y: number;
}

const MIN_ZOOM = 0.8;
const MAX_ZOOM = 200;
/** Part of the canvas that the whole plane takes, so that no point lies on the rim. */
const FILL = 0.94;

export const wholePlane = (widthPx: number, heightPx: number): MapView => ({
  widthPx,
  heightPx,
  centre: { x: 0, y: 0 },
  zoom: 1,
});

/** The view that shows points [N, 2] as large as all of them fit. */
export function fitted({ widthPx, heightPx }: MapView, positions: Float32Array): MapView {
  const [left, right] = range(positions, 0);
  const [low, high] = range(positions, 1);
  const side = Math.min(widthPx, heightPx) / 2;
  const zoom = Math.min(widthPx / (side * (right - left)), heightPx / (side * (high - low)), MAX_ZOOM);
  return { widthPx, heightPx, centre: { x: (left + right) / 2, y: (low + high) / 2 }, zoom };
}

/** Smallest and largest coordinate of points [N, 2] along an axis, a little apart. */
function range(positions: Float32Array, axis: 0 | 1): [number, number] {
  let [least, most] = [Infinity, -Infinity];
  for (let place = axis; place < positions.length; place += 2) {
    least = Math.min(least, positions[place]!);
    most = Math.max(most, positions[place]!);
  }
  return least < most ? [least, most] : [-1, 1];
}

/** CSS px per unit of the plane. */
export function scaleOf({ widthPx, heightPx, zoom }: MapView): number {
  return (FILL * zoom * Math.min(widthPx, heightPx)) / 2;
}

/** Where a point of the plane is on the canvas, CSS px from its upper left corner; y of the plane grows upwards. */
export function toCanvas(view: MapView, { x, y }: Place): Place {
  const scale = scaleOf(view);
  return { x: view.widthPx / 2 + (x - view.centre.x) * scale, y: view.heightPx / 2 - (y - view.centre.y) * scale };
}

/** The point of the plane under a place of the canvas. */
export function toPlane(view: MapView, { x, y }: Place): Place {
  const scale = scaleOf(view);
  return { x: view.centre.x + (x - view.widthPx / 2) / scale, y: view.centre.y - (y - view.heightPx / 2) / scale };
}

/** Zooms by a factor, keeping what is under `at` (canvas px) where it is. */
export function zoomedAt(view: MapView, at: Place, factor: number): MapView {
  const zoom = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, view.zoom * factor));
  const before = toPlane(view, at);
  const after = toPlane({ ...view, zoom }, at);
  const centre = { x: view.centre.x + before.x - after.x, y: view.centre.y + before.y - after.y };
  return { ...view, zoom, centre };
}

/** Moves what is seen by canvas px. */
export function panned(view: MapView, byX: number, byY: number): MapView {
  const scale = scaleOf(view);
  return { ...view, centre: { x: view.centre.x - byX / scale, y: view.centre.y + byY / scale } };
}
