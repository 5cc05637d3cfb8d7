import { describe, expect, it } from 'vitest';
import { argmaxRows, classificationMetrics } from '../../../../src/learning/evaluation/metrics.ts';

describe('argmaxRows', () => {
  it('finds the largest of each row, the first of equals', () => {
    expect(argmaxRows(Float32Array.of(0.2, 0.8, 0.5, 0.5, 0.9, 0.1), 2)).toEqual(Int32Array.of(1, 0, 0));
  });
});

describe('classificationMetrics', () => {
  const probabilities = Float32Array.of(0.95, 0.05, 0, 0.65, 0.35, 0, 0.25, 0.75, 0, 0.15, 0.85, 0);

  it('counts what was right, by class and in all', () => {
    const metrics = classificationMetrics(probabilities, [0, 0, 0, 1], 3);
    expect(metrics.accuracy).toBe(0.75);
    expect(metrics.perClass).toEqual([2 / 3, 1, Number.NaN]);
    expect(metrics.balancedAccuracy).toBeCloseTo(5 / 6, 12);
    expect(metrics.confusion).toEqual([
      [2, 1, 0],
      [0, 1, 0],
      [0, 0, 0],
    ]);
  });

  it('measures how far confidence and accuracy lie apart', () => {
    // One bin each: 0.95 right (gap -0.05), 0.65 right (-0.35), 0.75 wrong (0.75), 0.85 right (-0.15).
    const { expectedCalibrationError } = classificationMetrics(probabilities, [0, 0, 0, 1], 3);
    expect(expectedCalibrationError).toBeCloseTo((0.05 + 0.35 + 0.75 + 0.15) / 4, 6);
    const certain = classificationMetrics(Float32Array.of(1, 0, 0, 1), [0, 1], 2);
    expect(certain.expectedCalibrationError).toBe(0);
  });
});
