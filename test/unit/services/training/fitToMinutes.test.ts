import { expect, it } from 'vitest';
import { overrunNotes, realMinutes, stepSeconds } from '../../../../src/services/training/fitToMinutes.ts';
import { secondsOf, type Workload } from '../../../../src/services/training/workload.ts';

/** 3000 views in the stages, 1000 in the check; 700 images are encoded. */
const work: Workload = {
  stages: [
    { stepCount: 100, viewCount: 10 },
    { stepCount: 50, viewCount: 40 },
  ],
  checkViews: 1000,
  images: { preparing: 0, running: 100, checking: 200, finishing: 400 },
};
const perImage = 0.1;

it('leaves the steps what encoding and the check do not need', () => {
  const seconds = stepSeconds(work, 10, perImage);
  expect(seconds).toBeCloseTo((600 - 70) * 0.75);
  // With steps as fast as that, all phases together take the ten minutes.
  const phases = secondsOf(work, { secondsPerView: seconds / 3000, secondsPerImage: perImage });
  expect(phases.preparing + phases.running + phases.checking + phases.finishing).toBeCloseTo(600);
  expect([realMinutes(work, 10, perImage), overrunNotes(work, 10, perImage)]).toEqual([10, []]);
});

it('leaves learning half of the time even where encoding alone takes longer, and says so', () => {
  expect(stepSeconds(work, 1, perImage)).toBeCloseTo(30 * 0.75);
  expect(realMinutes(work, 1, perImage)).toBeCloseTo(0.5 + 70 / 60);
  expect(overrunNotes(work, 1, perImage)).toEqual([
    expect.stringMatching(/about 2 min by itself .* about 2 min instead of 1\.$/),
  ]);
});
