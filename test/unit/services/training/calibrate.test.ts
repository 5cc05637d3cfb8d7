import { expect, test } from 'vitest';
import { calibrationOf } from '../../../../src/services/training/calibrate.ts';
import type { HeldOutPrediction } from '../../../../src/services/training/featureSet.ts';

/** Predictions that all say class 0 with this probability, of which every fifth is wrong. */
function fourInFive(confidence: number, count: number): HeldOutPrediction[] {
  return Array.from({ length: count }, (_, imageIndex) => ({
    imageIndex,
    classIndex: imageIndex % 5 === 0 ? 1 : 0,
    probabilities: Float32Array.of(confidence, 1 - confidence),
  }));
}

test('a classifier that is right more often than it says is made surer', () => {
  const predictions = fourInFive(0.6, 100);
  const calibration = calibrationOf({ features: 'frozen', classifier: 'propagation', predictions })!;
  expect(calibration.temperature).toBeLessThan(1);
  expect(calibration.errorBefore).toBeCloseTo(0.2);
  expect(calibration.errorAfter).toBeLessThan(0.02);
});

test('one that is right less often than it says is made less sure', () => {
  const predictions = fourInFive(0.97, 100);
  const calibration = calibrationOf({ features: 'frozen', classifier: 'softNearestNeighbour', predictions })!;
  expect(calibration.temperature).toBeGreaterThan(1);
  expect(calibration.errorAfter).toBeLessThan(calibration.errorBefore / 4);
});

test('what was trained is made less sure where even the shorter trainings were too sure', () => {
  const predictions = fourInFive(0.97, 100);
  const calibration = calibrationOf({ features: 'trained', classifier: 'propagation', predictions })!;
  expect(calibration.temperature).toBeGreaterThan(1);
});

test.each([
  ['with too few held-out labels', { features: 'frozen', classifier: 'propagation', predictions: fourInFive(0.6, 99) }],
  ['without any', { features: 'frozen', classifier: 'propagation' }],
  ['for a linear classifier', { features: 'frozen', classifier: 'linear', predictions: fourInFive(0.6, 200) }],
  [
    'after a training that is not sure enough, as shorter ones never are',
    { features: 'trained', classifier: 'propagation', predictions: fourInFive(0.6, 200) },
  ],
] as const)('nothing is changed %s', (_, choice) => {
  expect(calibrationOf(choice)).toBeUndefined();
});
