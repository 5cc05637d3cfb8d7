import { expect } from 'vitest';

/** Equal to float32's precision after a few operations: |a - b| <= 1e-6 + 1e-5 |b|. */
export function expectClose(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  const wrong = actual.flatMap((value, index) => {
    const truth = expected[index]!;
    return Math.abs(value - truth) <= 1e-6 + 1e-5 * Math.abs(truth) ? [] : [`[${index}] ${value} instead of ${truth}`];
  });
  expect(wrong).toEqual([]);
}
