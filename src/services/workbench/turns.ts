import type { Steps } from '../../engine/steps.ts';

/** What is used here of timers, which every host has. */
declare function setTimeout(callback: () => void, delayMs: number): unknown;

/** Lets whoever waits for this thread have their turn. */
export function letOthers(delayMs = 0): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, delayMs);
  });
}

/** Goes through the steps, with a turn for others after each. */
export async function inTurns<Result>(steps: Steps<Result>): Promise<Result> {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    await letOthers();
  }
}
