import { describe, expect, it } from 'vitest';
import { remix, stainJitter, STAINS } from '../../../../src/learning/augmentations/stainJitter.ts';
import { copyOf, flatView, largestDifference, randomView, scripted, valuesOf } from './views.ts';

/** Half a step of 8 bits. */
const HALF_STEP = 0.5 / 255;

/** What light gets through tissue with these amounts of the three stains. */
function stained(amounts: readonly number[]): number[] {
  return [0, 1, 2].map((channel) =>
    Math.exp(-amounts.reduce((density, amount, stain) => density + amount * STAINS[3 * stain + channel]!, 0)),
  );
}

describe('stainJitter', () => {
  it('changes nothing at the middle of its ranges', () => {
    const view = randomView(16, 4);
    for (let index = 0; index < view.data.length; index++) view.data[index] = 0.01 + 0.99 * view.data[index]!;
    const before = copyOf(view);
    stainJitter({ scale: 0.2, shift: 0.1 })(view, scripted(0.5, 0.5, 0.5, 0.5, 0.5, 0.5));
    expect(largestDifference(valuesOf(view), valuesOf(before))).toBeLessThan(HALF_STEP);
  });

  it('scales and shifts one stain and leaves the others', () => {
    const view = flatView(2, stained([0.8, 0.5, 0.1]));
    remix(view, [1.5, 1, 1], [0, 0.2, 0]);
    expect(largestDifference(valuesOf(view), valuesOf(flatView(2, stained([1.2, 0.7, 0.1]))))).toBeLessThan(HALF_STEP);
  });

  it('comes back when undone', () => {
    const view = flatView(2, stained([0.8, 0.5, 0.3]));
    const before = copyOf(view);
    remix(view, [1.25, 0.8, 1.1], [0, 0, 0]);
    expect(largestDifference(valuesOf(view), valuesOf(before))).toBeGreaterThan(4 * HALF_STEP);
    remix(view, [0.8, 1.25, 1 / 1.1], [0, 0, 0]);
    expect(largestDifference(valuesOf(view), valuesOf(before))).toBeLessThan(2 * HALF_STEP);
  });

  it('keeps white white and black in range', () => {
    const view = flatView(1, [1, 1, 1]);
    remix(view, [2, 2, 2], [0, 0, 0]);
    expect([...valuesOf(view)]).toEqual([1, 1, 1]);
    const black = flatView(1, [0, 0, 0]);
    remix(black, [2, 2, 2], [0.5, 0.5, 0.5]);
    for (const value of valuesOf(black)) expect(value).toBeGreaterThanOrEqual(0);
  });
});
