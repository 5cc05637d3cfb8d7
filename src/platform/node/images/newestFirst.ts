/** Runs at most `limit` pieces of work at once, and of those that wait the newest first: it is what is being looked at. */
export class NewestFirst {
  readonly #limit: number;
  readonly #waiting: (() => void)[] = [];
  #runningCount = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.#runningCount >= this.#limit) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#runningCount++;
    try {
      return await work();
    } finally {
      // The place goes to the next one, if there is one, without being free in between.
      const next = this.#waiting.pop();
      if (next) next();
      else this.#runningCount--;
    }
  }
}
