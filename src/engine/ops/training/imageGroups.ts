import { reshape, transpose } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';

/** Below about this many terms per sum a matrix product spends its time on starting and on writing results. */
const TERMS_PER_PRODUCT = 256;

/**
 * How many images a weight gradient sums over inside one matrix product; the products' results are added afterwards.
 * One image per product needs no reordering and keeps every thread busy; small maps are taken together.
 */
export function imagesPerProduct(images: number, positions: readonly number[]): number {
  const wanted = TERMS_PER_PRODUCT / elementCount(positions);
  for (let count = 1; count < images; count++) if (images % count === 0 && count >= wanted) return count;
  return images;
}

/** [N, K, ...positions] -> [N / m, K, m, positions]: the images of one product become neighbours. */
export function gatherImages(dy: Value, imageCount: number): Value {
  const [images, filters, ...positions] = dy.staticShape as [number, number, ...number[]];
  const apart = reshape(dy, [images / imageCount, imageCount, filters, elementCount(positions)]);
  return imageCount === 1 ? transposeUnit(apart) : transpose(apart, [0, 2, 1, 3]);
}

/** [N, 1, K, P] -> [N, K, 1, P] without moving anything. */
function transposeUnit(a: Value): Value {
  const [groups, , filters, positions] = a.staticShape as [number, number, number, number];
  return reshape(a, [groups, filters, 1, positions]);
}
