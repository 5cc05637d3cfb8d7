import { permutation } from '../../learning/random/permutation.ts';

/** At most `count` of the values, always the same ones, in their order. */
export function drawn<T>(values: readonly T[], count: number): T[] {
  const places = permutation(values.length, 0).subarray(0, count).toSorted();
  return Array.from(places, (place) => values[place]!);
}
