import { scaleOf, type MapView } from './mapView.ts';

/** What the points of the map look like. */
export interface PointsLook {
  /** [N, 2] */
  readonly positions: Float32Array;
  /** [N] index into `colours`; -1 for a point without a class. */
  readonly classes: Int16Array;
  /** [N] 0 to 255: how opaque a point without a label of a person is. */
  readonly confidence: Uint8Array;
  /** [N] whether the class was given by a person. */
  readonly isLabelled: Uint8Array;
  readonly isSelected: (point: number) => boolean;
  /** Whether any point is selected: the others then fade. */
  readonly hasSelection: boolean;
  /** CSS colours of the classes, and of points without one. */
  readonly colours: readonly string[];
  readonly noClassColour: string;
  /** Around labelled points, so that they stand out from their like. */
  readonly outlineColour: string;
}

/** Side of a point among very many, and among few. */
const SMALLEST_PX = 3;
const LARGEST_PX = 6;
const LABELLED_PX = 8;
/** Steps of opacity: few, because changing it costs more than drawing. */
const OPACITIES = [0.35, 0.6, 0.9] as const;
/** How much is left of points that are not selected, while others are. */
const FADED = 0.15;

/**
 * Draws all points: first those that nobody labelled, by class and confidence, so that the canvas changes its colour
 * a few dozen times and not 100,000; then the labelled and the selected ones on top.
 */
export function drawPoints(context: CanvasRenderingContext2D, view: MapView, look: PointsLook): void {
  context.clearRect(0, 0, view.widthPx, view.heightPx);
  const sizePx = sizeOf(look.classes.length, view.zoom);
  for (const [opacity, group] of groups(look)) {
    for (const [classIndex, points] of group) {
      context.globalAlpha = opacity;
      context.fillStyle = look.colours[classIndex] ?? look.noClassColour;
      for (const point of points) square(context, view, look.positions, point, sizePx);
    }
  }
  context.globalAlpha = 1;
  for (let point = 0; point < look.classes.length; point++) {
    const isFaded = look.hasSelection && !look.isSelected(point);
    if (look.isLabelled[point]) labelled(context, view, look, point, isFaded ? FADED : 1);
  }
  context.globalAlpha = 1;
}

/** Few points are larger, so that they can be seen; so are those that were zoomed in on. */
function sizeOf(count: number, zoom: number): number {
  const atFirst = Math.min(LARGEST_PX, Math.max(SMALLEST_PX, 10 - 1.5 * Math.log10(Math.max(1, count))));
  return Math.min(9, atFirst * Math.sqrt(Math.max(1, zoom / 2)));
}

/** Points by opacity and class: as sure as they are, or selected and not. */
function groups(look: PointsLook): Map<number, Map<number, number[]>> {
  const { classes, isLabelled } = look;
  const result = new Map<number, Map<number, number[]>>();
  for (let point = 0; point < classes.length; point++) {
    if (isLabelled[point]) continue;
    const opacity = opacityOf(look, point);
    const group = result.get(opacity) ?? new Map<number, number[]>();
    result.set(opacity, group);
    const members = group.get(classes[point]!);
    if (members) members.push(point);
    else group.set(classes[point]!, [point]);
  }
  return result;
}

function opacityOf({ confidence, hasSelection, isSelected }: PointsLook, point: number): number {
  if (hasSelection) return isSelected(point) ? 1 : FADED;
  return OPACITIES[Math.min(OPACITIES.length - 1, Math.floor((confidence[point]! / 256) * OPACITIES.length))]!;
}

function square(
  context: CanvasRenderingContext2D,
  view: MapView,
  positions: Float32Array,
  point: number,
  sizePx: number,
): void {
  const scale = scaleOf(view);
  const x = view.widthPx / 2 + (positions[2 * point]! - view.centre.x) * scale;
  const y = view.heightPx / 2 - (positions[2 * point + 1]! - view.centre.y) * scale;
  if (x < -sizePx || y < -sizePx || x > view.widthPx + sizePx || y > view.heightPx + sizePx) return;
  context.fillRect(x - sizePx / 2, y - sizePx / 2, sizePx, sizePx);
}

function labelled(
  context: CanvasRenderingContext2D,
  view: MapView,
  look: PointsLook,
  point: number,
  opacity: number,
): void {
  context.globalAlpha = opacity;
  context.fillStyle = look.outlineColour;
  square(context, view, look.positions, point, LABELLED_PX + 3);
  context.fillStyle = look.colours[look.classes[point]!] ?? look.noClassColour;
  square(context, view, look.positions, point, LABELLED_PX);
}
