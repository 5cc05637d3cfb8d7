import { describe, expect, it } from 'vitest';
import { gaussianBlur } from '../../../../src/learning/augmentations/gaussianBlur.ts';
import { flatView, largestDifference, scripted, valuesOf } from './views.ts';

const SIZE = 21;
const CENTER = 10 * SIZE + 10;
const blur = gaussianBlur([2 / SIZE, 2 / SIZE]);

function pointBlurred(): Float32Array {
  const view = flatView(SIZE, [0, 0, 0]);
  view.data[CENTER] = 1;
  blur(view, scripted(0));
  return view.data;
}

describe('gaussianBlur', () => {
  it('leaves a flat view flat, edges included', () => {
    const view = flatView(SIZE, [0.2, 0.5, 0.9]);
    blur(view, scripted(0));
    expect(largestDifference(valuesOf(view), valuesOf(flatView(SIZE, [0.2, 0.5, 0.9])))).toBeLessThan(1e-6);
  });

  it('spreads a point into a Gaussian of that width, keeping its sum, in its own channel', () => {
    const data = pointBlurred();
    const plane = data.subarray(0, SIZE * SIZE);
    expect(plane.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 5);
    expect(data.subarray(SIZE * SIZE).every((value) => value === 0)).toBe(true);
    for (const [dx, dy] of [
      [1, 0],
      [0, 1],
      [2, 3],
      [-4, 1],
    ] as const) {
      const expected = Math.exp(-(dx * dx + dy * dy) / (2 * 2 * 2));
      expect(data[CENTER + dx + SIZE * dy]! / data[CENTER]!).toBeCloseTo(expected, 5);
    }
  });
});
