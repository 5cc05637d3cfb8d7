import { expect, test } from 'vitest';
import { CollapseGuard } from '../../../../src/services/training/collapseGuard.ts';

const healthy = { loss: 1, 'prediction-entropy': 0.9, 'embedding-variance': 0.5 };

function watch(guard: CollapseGuard, metrics: Record<string, number>, steps: number): void {
  for (let step = 0; step < steps; step++) guard.watch(metrics);
}

test.each([
  [
    'says the same class of every image',
    { ...healthy, 'prediction-entropy': 0.01 },
    /say the same class of every image/,
  ],
  ['sees every image as the same', { ...healthy, 'embedding-variance': 0.001 }, /see every image as the same/],
  ['has a loss that is not a number', { ...healthy, loss: Number.NaN }, /no longer a number/],
])('a training that %s is stopped after ten such steps', (_, metrics, message) => {
  const guard = new CollapseGuard('paws');
  watch(guard, metrics, 9);
  expect(guard.collapse).toBeUndefined();
  expect(() => guard.watch(metrics)).toThrow(message);
  expect(guard.collapse).toMatch(/the model from before it was kept/);
});

test('a bad batch now and then is no collapse', () => {
  const guard = new CollapseGuard('paws');
  for (let round = 0; round < 5; round++) {
    watch(guard, { ...healthy, 'prediction-entropy': 0.01 }, 9);
    watch(guard, healthy, 1);
  }
  expect(guard.collapse).toBeUndefined();
});
