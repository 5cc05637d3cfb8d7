import { describe, expect, it } from 'vitest';
import { colorJitter } from '../../../../src/learning/augmentations/colorJitter.ts';
import {
  applyColorMatrix,
  hueMatrix,
  LUMA,
  meanLuma,
  multiply,
} from '../../../../src/learning/augmentations/colorMatrix.ts';
import { grayscale } from '../../../../src/learning/augmentations/grayscale.ts';
import { solarize } from '../../../../src/learning/augmentations/solarize.ts';
import { copyOf, flatView, largestDifference, randomView, scripted, valuesOf } from './views.ts';

/** A draw of 0.5 is the middle of every range: factor 1, hue 0. */
const MIDDLE = 0.5;
const jitter = colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 });

describe('colorJitter', () => {
  it('changes nothing at the middle of its ranges', () => {
    const view = randomView(8, 1);
    const before = copyOf(view);
    jitter(view, scripted(MIDDLE, MIDDLE, MIDDLE, MIDDLE));
    expect(largestDifference(valuesOf(view), valuesOf(before))).toBeLessThan(1e-6);
  });

  it('multiplies by the brightness', () => {
    const view = flatView(2, [0.1, 0.2, 0.3]);
    jitter(view, scripted(1, MIDDLE, MIDDLE, MIDDLE));
    expect(largestDifference(valuesOf(view), valuesOf(flatView(2, [0.14, 0.28, 0.42])))).toBeLessThan(1e-6);
  });

  it('keeps the mean brightness under contrast, and scales the deviations from it', () => {
    const view = randomView(8, 2);
    for (let index = 0; index < view.data.length; index++) view.data[index] = 0.4 + 0.2 * view.data[index]!;
    const before = copyOf(view);
    jitter(view, scripted(MIDDLE, 1, MIDDLE, MIDDLE));
    const mean = meanLuma(before);
    expect(meanLuma(view)).toBeCloseTo(mean, 5);
    const expected = valuesOf(before).map((value) => mean + 1.4 * (value - mean));
    expect(largestDifference(valuesOf(view), expected)).toBeLessThan(1e-6);
  });

  it('moves colors away from their grey under saturation', () => {
    const view = flatView(2, [0.6, 0.5, 0.4]);
    const grey = LUMA[0] * 0.6 + LUMA[1] * 0.5 + LUMA[2] * 0.4;
    jitter(view, scripted(MIDDLE, MIDDLE, 1, MIDDLE));
    const expected = flatView(
      2,
      [0.6, 0.5, 0.4].map((value) => grey + 1.4 * (value - grey)),
    );
    expect(largestDifference(valuesOf(view), valuesOf(expected))).toBeLessThan(1e-6);
  });
});

describe('hueMatrix', () => {
  it('takes red to green and green to blue in a third of a turn', () => {
    const view = flatView(1, [0.9, 0.2, 0.1]);
    applyColorMatrix(view, hueMatrix(1 / 3), 0);
    expect(largestDifference(valuesOf(view), valuesOf(flatView(1, [0.1, 0.9, 0.2])))).toBeLessThan(1e-6);
  });

  it('comes back when turned back', () => {
    const identity = multiply(hueMatrix(0.13), hueMatrix(-0.13));
    identity.forEach((entry, index) => expect(entry).toBeCloseTo(index % 4 === 0 ? 1 : 0, 12));
  });

  it('leaves grey alone', () => {
    const view = flatView(1, [0.3, 0.3, 0.3]);
    applyColorMatrix(view, hueMatrix(0.4), 0);
    expect(largestDifference(valuesOf(view), valuesOf(flatView(1, [0.3, 0.3, 0.3])))).toBeLessThan(1e-6);
  });
});

describe('grayscale', () => {
  it('puts the brightness in all three channels', () => {
    const view = flatView(2, [1, 0.5, 0]);
    grayscale(view, scripted());
    const luma = 0.299 + 0.587 / 2;
    expect(largestDifference(valuesOf(view), valuesOf(flatView(2, [luma, luma, luma])))).toBeLessThan(1e-6);
  });
});

describe('solarize', () => {
  it('inverts what is at or above the threshold and nothing else', () => {
    const view = flatView(2, [0.25, 0.5, 0.75]);
    solarize([0.5, 0.5])(view, scripted(0));
    expect(largestDifference(valuesOf(view), valuesOf(flatView(2, [0.25, 0.5, 0.25])))).toBe(0);
  });
});
