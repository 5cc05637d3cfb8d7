import { overRelaxation, type Relaxation } from './relaxation.ts';
import { watchChange } from './watchChange.ts';

/** An image has settled when a sweep changes its scores by less than this part of their sum. */
export const TOLERANCE = 0.1;
/** Images that need not have settled. With this, 99.6 % of 100,000 images have the class of the exact solution. */
const UNSETTLED_SHARE = 0.01;
const SWEEPS_PER_LOOK = 4;
const MAX_LOOKS = 250;

/** Sweeps some blocks of the equations until nearly all images have settled. */
export function settle(
  relaxation: Relaxation,
  blockIndices: readonly number[],
  spread: number,
  tolerance: number,
): void {
  const swept = blockIndices.map((index) => relaxation.blocks[index]!);
  const factor = overRelaxation(spread);
  const sweep = (): void => blockIndices.forEach((index) => relaxation.sweep(index, factor));
  for (let looks = 0; looks < MAX_LOOKS; looks++) {
    for (let sweeps = 1; sweeps < SWEEPS_PER_LOOK; sweeps++) sweep();
    const unsettledShare = watchChange(relaxation.blocks, swept);
    sweep();
    if (unsettledShare(tolerance) <= UNSETTLED_SHARE) return;
  }
}
