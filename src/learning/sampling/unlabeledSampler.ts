import { permutation } from '../random/permutation.ts';

/**
 * Goes through the unlabeled images in a new random order every epoch. `(step) => ` the positions in `images` of the
 * step's batch; the last batch of an epoch is filled from the next one, so that every step has the same size.
 * The draw depends on the seed and the step alone.
 */
export function unlabeledSampler(imageCount: number, batchSize: number, seed: number): (step: number) => number[] {
  let cached: { epoch: number; order: Uint32Array } | undefined;
  const orderOf = (epoch: number): Uint32Array => {
    if (cached?.epoch !== epoch) cached = { epoch, order: permutation(imageCount, seed, epoch) };
    return cached.order;
  };
  return (step) =>
    Array.from({ length: batchSize }, (_, row) => {
      const draw = step * batchSize + row;
      return orderOf(Math.floor(draw / imageCount))[draw % imageCount]!;
    });
}
