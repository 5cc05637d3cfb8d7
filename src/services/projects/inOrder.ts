/**
 * Works on items side by side, at most `concurrency` at once, and yields the results in the order of the items. At most
 * twice as many are begun and not taken, so a slow taker holds the work back instead of filling the memory. When a work
 * throws or the taker leaves, the generator ends after the works it has begun.
 */
export async function* inOrder<Item, Result>(
  items: readonly Item[],
  concurrency: number,
  work: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const limited = limiter(concurrency);
  const waiting: Promise<Result>[] = [];
  let begun = 0;
  try {
    while (begun < items.length || waiting.length > 0) {
      for (; begun < items.length && waiting.length < 2 * concurrency; begun++) {
        const item = items[begun]!;
        waiting.push(limited(() => work(item)));
      }
      yield await waiting.shift()!;
    }
  } finally {
    await Promise.allSettled(waiting);
  }
}

/** Lets at most `limit` works run at once; others wait for their turn. */
function limiter(limit: number): <T>(work: () => Promise<T>) => Promise<T> {
  let runningCount = 0;
  const turns: (() => void)[] = [];
  return async (work) => {
    if (runningCount < limit) runningCount++;
    else await new Promise<void>((resolve) => turns.push(resolve));
    try {
      return await work();
    } finally {
      const next = turns.shift();
      if (next === undefined) runningCount--;
      else next();
    }
  };
}
