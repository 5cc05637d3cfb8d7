import { expect, test } from 'vitest';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { calibrated } from '../../../../src/learning/classifiers/calibrated.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

const probabilities = float32Tensor([0.8, 0.2, 0, 0.5, 0.25, 0.25], [2, 3]);

test('a temperature below 1 makes probabilities surer, and they still sum to 1', async () => {
  const { sure } = await evaluate({ probabilities }, (values) => ({ sure: calibrated(values.probabilities, 0.5) }));
  const [first, second] = [0.64 + 0.04, 0.25 + 0.0625 + 0.0625];
  expectClose(sure, [0.64 / first, 0.04 / first, 0, 0.25 / second, 0.0625 / second, 0.0625 / second]);
});

test('a temperature above 1 makes them less sure, and a class that was impossible stays so', async () => {
  const { unsure } = await evaluate({ probabilities }, (values) => ({ unsure: calibrated(values.probabilities, 2) }));
  expect(unsure[0]!).toBeCloseTo(Math.sqrt(0.8) / (Math.sqrt(0.8) + Math.sqrt(0.2)), 5);
  expect(unsure[2]).toBe(0);
});
