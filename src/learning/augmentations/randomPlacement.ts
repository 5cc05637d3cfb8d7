import type { Placement } from './resample.ts';
import { between, type Random, type Range } from './view.ts';

/** Which part of an image views show, and which ways they are turned. */
export interface PlacementSettings {
  /** Area of the crop as a fraction of the image. */
  readonly scale: Range;
  /** Width over height of the crop, log-uniform. */
  readonly ratio: Range;
  /** Whether left and right may change places. */
  readonly mirrorX: boolean;
  /** Whether up and down may change places. */
  readonly mirrorY: boolean;
  /** Whether the view may be transposed; with both mirrors, all right-angle rotations and reflections. */
  readonly transpose: boolean;
}

const MAX_TRIES = 10;

/** The whole image, upright: the placement of evaluation. */
export function wholeImage(sizePx: number): Placement {
  return { leftPx: 0, topPx: 0, widthPx: sizePx, heightPx: sizePx, mirrorX: false, mirrorY: false, transpose: false };
}

/** Random resized crop (arXiv 1409.4842, section 6) with random mirroring and right-angle turns, each half the time. */
export function randomPlacement(settings: PlacementSettings, sizePx: number, random: Random): Placement {
  const [widthPx, heightPx] = cropSize(settings, sizePx, random);
  return {
    leftPx: random() * (sizePx - widthPx),
    topPx: random() * (sizePx - heightPx),
    widthPx,
    heightPx,
    mirrorX: settings.mirrorX && random() < 0.5,
    mirrorY: settings.mirrorY && random() < 0.5,
    transpose: settings.transpose && random() < 0.5,
  };
}

function cropSize({ scale, ratio }: PlacementSettings, sizePx: number, random: Random): [number, number] {
  const logRatio: Range = [Math.log(ratio[0]), Math.log(ratio[1])];
  for (let attempt = 0; attempt < MAX_TRIES; attempt++) {
    const sidePx = sizePx * Math.sqrt(between(random, scale));
    const aspect = Math.exp(0.5 * between(random, logRatio));
    if (sidePx * aspect <= sizePx && sidePx / aspect <= sizePx) return [sidePx * aspect, sidePx / aspect];
  }
  return [sizePx, sizePx];
}
