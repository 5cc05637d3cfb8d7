import { expect, test } from 'vitest';
import { Health } from '../../../../../src/services/training/desk/health.ts';

const healthy = { 'prediction-entropy': 0.9, 'embedding-variance': 0.5 };

test.each([
  ['fine', healthy, /goes well.*90 % even/],
  ['watch', { ...healthy, 'prediction-entropy': 0.3 }, /few classes.*30 % even/],
  ['watch', { ...healthy, 'embedding-variance': 0.03 }, /look alike/],
  ['collapsed', { ...healthy, 'prediction-entropy': 0.05 }, /the same of every image/],
  ['collapsed', { ...healthy, 'embedding-variance': 0.001 }, /the same of every image/],
])('%s, in words', (state, metrics, words) => {
  expect(new Health().take(metrics)).toEqual({ state, words: expect.stringMatching(words) });
});

test('one bad batch is not shown as trouble, and a few in a row are', () => {
  const health = new Health();
  health.take(healthy);
  expect(health.take({ ...healthy, 'prediction-entropy': 0 })!.state).toBe('fine');
  let last = 'fine';
  for (let step = 0; step < 12; step++) last = health.take({ ...healthy, 'prediction-entropy': 0 })!.state;
  expect(last).toBe('collapsed');
});

test('metrics that say nothing of it are no news', () => {
  expect(new Health().take({ loss: 1 })).toBeUndefined();
});
