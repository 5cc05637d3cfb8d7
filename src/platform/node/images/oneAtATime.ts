let last: Promise<unknown> = Promise.resolve();

/** Runs `work` when every work given earlier has ended, so that only one holds its memory at a time. */
export function exclusively<T>(work: () => Promise<T>): Promise<T> {
  const result = last.then(work);
  last = result.catch(() => undefined);
  return result;
}
