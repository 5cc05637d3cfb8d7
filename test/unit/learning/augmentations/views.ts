import type { Random, View } from '../../../../src/learning/augmentations/view.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';

/** A view of random colors, with room before and after that no augmentation may touch. */
const MARGIN = 5;
const UNTOUCHED = -7;

export function randomView(sizePx: number, ...keys: readonly number[]): View {
  const random = randomGenerator(...keys);
  const length = 3 * sizePx * sizePx;
  const data = new Float32Array(length + 2 * MARGIN).fill(UNTOUCHED);
  for (let index = 0; index < length; index++) data[MARGIN + index] = random();
  return { data, offset: MARGIN, sizePx };
}

/** A view of one color. */
export function flatView(sizePx: number, color: readonly number[]): View {
  const plane = sizePx * sizePx;
  return { data: Float32Array.from({ length: 3 * plane }, (_, i) => color[Math.floor(i / plane)]!), offset: 0, sizePx };
}

export const copyOf = (view: View): View => ({ ...view, data: view.data.slice() });

/** The values of the view alone. */
export const valuesOf = ({ data, offset, sizePx }: View): Float32Array =>
  data.subarray(offset, offset + 3 * sizePx * sizePx);

/** Gives the listed numbers one after another, so that a test says what an augmentation draws. */
export function scripted(...numbers: readonly number[]): Random {
  let index = 0;
  return () => {
    if (index === numbers.length) throw new Error('more random numbers were drawn than the test expects');
    return numbers[index++]!;
  };
}

export function largestDifference(a: Float32Array, b: Float32Array): number {
  return a.reduce((largest, value, index) => Math.max(largest, Math.abs(value - b[index]!)), 0);
}
