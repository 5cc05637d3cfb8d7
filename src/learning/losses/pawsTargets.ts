import { add, concat, less, mul, slice, stopGradient, where } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { sharpen } from './sharpen.ts';
import { softNearestNeighbour, type Supports } from './softNearestNeighbour.ts';

/** Entries this small say nothing, and times -log p they would be noise (the authors' bound). */
const SMALLEST_TARGET = 1e-4;

export interface PawsTargetsInput {
  /** [2B, E]: first global view of every image, then the second of every image. */
  readonly globals: Value;
  readonly supports: Supports;
  readonly localViewCount: number;
  readonly temperature: number;
  readonly sharpeningTemperature: number;
}

/**
 * What each view should predict: a global view the sharpened prediction of the OTHER global view of its image, a
 * local view the mean of both (arXiv 2104.13963, eq. 2 and appendix on multi-crop). No gradient flows through them.
 *
 * Returns [(2 + L) B, C], rows ordered like the views: globals, then each local view of every image.
 */
export function pawsTargets(input: PawsTargetsInput): Value {
  const predictions = softNearestNeighbour(input.globals, input.supports, input.temperature);
  const sharpened = sharpen(predictions, input.sharpeningTemperature);
  const batch = sharpened.dim(0) / 2;
  const ofFirst = slice(sharpened, 0, batch);
  const ofSecond = slice(sharpened, batch, 2 * batch);
  const ofBoth = mul(add(ofFirst, ofSecond), 0.5);
  const ofLocals = Array.from({ length: input.localViewCount }, () => ofBoth);
  const targets = concat([ofSecond, ofFirst, ...ofLocals], 0);
  return stopGradient(where(less(targets, SMALLEST_TARGET), 0, targets));
}
