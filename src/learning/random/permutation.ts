import { randomGenerator } from './randomGenerator.ts';

/** A random order of 0 ... count-1 (Fisher-Yates), the same for the same keys. */
export function permutation(count: number, ...keys: readonly number[]): Uint32Array {
  const random = randomGenerator(...keys);
  const order = Uint32Array.from({ length: count }, (_, index) => index);
  for (let last = count - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
