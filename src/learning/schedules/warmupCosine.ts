export interface WarmupCosine {
  readonly warmupSteps: number;
  /** All steps, the warm-up included. */
  readonly totalSteps: number;
  readonly startRate: number;
  readonly peakRate: number;
  readonly finalRate: number;
}

/**
 * Learning rate of a step (0, 1, 2 ...): linear from `startRate` to `peakRate` over the warm-up, then half a cosine
 * down to `finalRate`, where it stays.
 */
export function warmupCosine(step: number, schedule: WarmupCosine): number {
  const { warmupSteps, totalSteps, startRate, peakRate, finalRate } = schedule;
  if (step < warmupSteps) return startRate + (step / warmupSteps) * (peakRate - startRate);
  const progress = Math.min(1, (step - warmupSteps) / Math.max(1, totalSteps - warmupSteps));
  return finalRate + (peakRate - finalRate) * 0.5 * (1 + Math.cos(Math.PI * progress));
}
