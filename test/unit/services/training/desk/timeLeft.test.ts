import { expect, test } from 'vitest';
import { TimeLeft } from '../../../../../src/services/training/desk/timeLeft.ts';
import { secondsOf, type Workload } from '../../../../../src/services/training/workload.ts';

/** 10 steps of 10 views, then 10 of 30; the check takes 100 views; 0, 0, 20 and 40 images are encoded. */
const work: Workload = {
  stages: [
    { stepCount: 10, viewCount: 10 },
    { stepCount: 10, viewCount: 30 },
  ],
  checkViews: 100,
  images: { preparing: 0, running: 0, checking: 20, finishing: 40 },
};
const pace = { secondsPerView: 0.1, secondsPerImage: 0.5 };

test('every phase takes its views and images', () => {
  expect(secondsOf(work, pace)).toEqual({ preparing: 0, running: 40, checking: 20, finishing: 20 });
});

test('nothing is claimed before anything is known; the first measured step is enough', () => {
  const left = new TimeLeft(work, undefined);
  expect(left.secondsLeft).toBeUndefined();
  left.phase('running');
  left.step(0, 1, 1);
  // 39 s of steps; 10 s and 20 images of the check; 40 images at a third of a view each.
  expect(left.secondsLeft).toBe(Math.round(39 + 10 + 60 * (0.1 / 3)));
});

test('it counts all phases, and goes down with each step and share', () => {
  const left = new TimeLeft(work, pace);
  expect(left.secondsLeft).toBe(80);
  left.phase('running');
  left.step(0, 10, 1);
  expect(left.secondsLeft).toBe(70);
  left.step(1, 15, 3);
  expect(left.secondsLeft).toBe(55);
  left.phase('checking');
  left.progress(0.5);
  expect(left.secondsLeft).toBe(30);
  left.phase('finishing');
  left.progress(1);
  expect(left.secondsLeft).toBe(0);
});

test('a machine that is slower than it was is believed little by little', () => {
  const left = new TimeLeft(work, pace);
  left.phase('running');
  left.step(0, 1, 2);
  expect(left.pace!.secondsPerView).toBeCloseTo(0.11);
});
