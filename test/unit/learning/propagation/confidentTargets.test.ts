import { expect, test } from 'vitest';
import { confidentTargets } from '../../../../src/learning/propagation/confidentTargets.ts';
import { expectClose } from '../expectClose.ts';

const weights = (targets: Float32Array): number[] => [
  targets[0]! + targets[1]!,
  targets[2]! + targets[3]!,
  targets[4]! + targets[5]!,
];

test('probabilities are sharpened, and count by how certain they are', () => {
  const targets = confidentTargets(Float32Array.of(1, 0, 0.75, 0.25, 0.5, 0.5), 2);
  const certainty = 1 + (0.75 * Math.log(0.75) + 0.25 * Math.log(0.25)) / Math.log(2);
  const mean = (1 + certainty) / 3;
  expectClose(weights(targets), [2, certainty / mean, 0]);
  // 0.75^2 / (0.75^2 + 0.25^2)
  expect(targets[2]! / targets[3]!).toBeCloseTo(9, 4);
});

test('where all is equally certain every image counts the same', () => {
  expectClose(weights(confidentTargets(new Float32Array(6).fill(0.5), 2)), [1, 1, 1]);
  expectClose(weights(confidentTargets(Float32Array.of(1, 0, 1, 0, 0, 1), 2)), [1, 1, 1]);
});
