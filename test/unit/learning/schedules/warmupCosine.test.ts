import { describe, expect, it } from 'vitest';
import { warmupCosine } from '../../../../src/learning/schedules/warmupCosine.ts';

const schedule = { warmupSteps: 4, totalSteps: 12, startRate: 0.2, peakRate: 1, finalRate: 0.1 };
const rate = (step: number): number => warmupCosine(step, schedule);

describe('warmupCosine', () => {
  it('rises evenly from the start to the peak', () => {
    expect([0, 1, 2, 3, 4].map(rate)).toEqual([0.2, 0.4, 0.6, 0.8, 1].map((value) => expect.closeTo(value, 12)));
  });

  it('is half way down in the middle of the rest, and ends at the final rate', () => {
    expect(rate(8)).toBeCloseTo((1 + 0.1) / 2, 12);
    expect(rate(12)).toBeCloseTo(0.1, 12);
    expect(rate(99)).toBeCloseTo(0.1, 12);
  });

  it('needs no warm-up, and survives one that fills all steps', () => {
    expect(warmupCosine(0, { ...schedule, warmupSteps: 0 })).toBe(1);
    expect(warmupCosine(12, { ...schedule, warmupSteps: 12 })).toBe(1);
  });
});
