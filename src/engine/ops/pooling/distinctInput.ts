import { elementCount } from '../../graph/tensor.ts';
import type { SampleInput } from '../operator.ts';

/** Shuffled values at least 0.1 apart, so that a finite difference does not change which one is the maximum. */
export function distinctInput(shape: readonly number[]): SampleInput {
  const count = elementCount(shape);
  return { shape, values: Array.from({ length: count }, (_, index) => (((index * 37) % count) - count / 2) / 10) };
}
