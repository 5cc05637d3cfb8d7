/** Deaths within this time count together. */
const WINDOW_MS = 60_000;
/** Wait before each start after the first, second ... death within the window; after one more it is given up. */
const PAUSES_MS = [0, 500, 1000, 2000] as const;

/** How many deaths within a minute are too many. */
export const DEATH_LIMIT = PAUSES_MS.length + 1;

/** Decides whether and when an engine that died is started again. */
export class Restarts {
  #deathsMs: number[] = [];

  /** Milliseconds to wait before the next start; undefined when it is no use. */
  pauseAfterDeath(nowMs: number): number | undefined {
    this.#deathsMs = [...this.#deathsMs.filter((timeMs) => nowMs - timeMs < WINDOW_MS), nowMs];
    return PAUSES_MS[this.#deathsMs.length - 1];
  }
}
