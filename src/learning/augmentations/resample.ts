import type { View } from './view.ts';

/** A decoded image: 8-bit RGB, interleaved [S, S, 3], from `offset` on. */
export interface SourceImage {
  readonly pixels: Uint8Array;
  readonly offset: number;
  readonly sizePx: number;
}

/** The part of the source that a view shows, in source pixels, and which of the eight ways it is turned. */
export interface Placement {
  readonly leftPx: number;
  readonly topPx: number;
  readonly widthPx: number;
  readonly heightPx: number;
  readonly mirrorX: boolean;
  readonly mirrorY: boolean;
  /** Rows become columns, after the mirroring. */
  readonly transpose: boolean;
}

const CHANNELS = 3;
const FULL_SCALE = 1 / 255;

/**
 * Fills a view with a placement of the source, bilinearly, pixel centres at half integers. A view of the same size as
 * the placement gets the very pixels. There is no low-pass filter: below half the size of the placement it aliases.
 */
export function resample(source: SourceImage, placement: Placement, view: View): void {
  const { sizePx } = view;
  const x = axisTaps(placement.leftPx, placement.widthPx, placement.mirrorX, source.sizePx, sizePx, CHANNELS);
  const rowStride = CHANNELS * source.sizePx;
  const y = axisTaps(placement.topPx, placement.heightPx, placement.mirrorY, source.sizePx, sizePx, rowStride);
  const [down, across] = placement.transpose ? [x, y] : [y, x];
  interpolate(source, down, across, view);
}

/** For each output index along one axis: the offsets of its two neighbours in the source and the weight of the second. */
interface AxisTaps {
  readonly first: Int32Array;
  readonly second: Int32Array;
  readonly weight: Float64Array;
}

function axisTaps(
  start: number,
  length: number,
  mirrored: boolean,
  sourceSizePx: number,
  sizePx: number,
  stride: number,
): AxisTaps {
  const taps = { first: new Int32Array(sizePx), second: new Int32Array(sizePx), weight: new Float64Array(sizePx) };
  const scale = length / sizePx;
  const last = sourceSizePx - 1;
  for (let index = 0; index < sizePx; index++) {
    const position = Math.min(Math.max(start + (index + 0.5) * scale - 0.5, 0), last);
    const floor = Math.floor(position);
    const target = mirrored ? sizePx - 1 - index : index;
    taps.first[target] = floor * stride;
    taps.second[target] = Math.min(floor + 1, last) * stride;
    taps.weight[target] = position - floor;
  }
  return taps;
}

function interpolate({ pixels, offset }: SourceImage, down: AxisTaps, across: AxisTaps, view: View): void {
  const { data, sizePx } = view;
  const plane = sizePx * sizePx;
  let red = view.offset;
  for (let row = 0; row < sizePx; row++) {
    const top = offset + down.first[row]!;
    const bottom = offset + down.second[row]!;
    const v = down.weight[row]!;
    for (let column = 0; column < sizePx; column++, red++) {
      const left = across.first[column]!;
      const right = across.second[column]!;
      const u = across.weight[column]!;
      // corner weights, which already scale bytes to [0, 1]
      const d = u * v * FULL_SCALE;
      const c = v * FULL_SCALE - d;
      const b = u * FULL_SCALE - d;
      const a = FULL_SCALE - b - c - d;
      const i = top + left;
      const j = top + right;
      const k = bottom + left;
      const l = bottom + right;
      data[red] = a * pixels[i]! + b * pixels[j]! + c * pixels[k]! + d * pixels[l]!;
      data[red + plane] = a * pixels[i + 1]! + b * pixels[j + 1]! + c * pixels[k + 1]! + d * pixels[l + 1]!;
      data[red + 2 * plane] = a * pixels[i + 2]! + b * pixels[j + 2]! + c * pixels[k + 2]! + d * pixels[l + 2]!;
    }
  }
}
